/** Preferences from a file and from an overall rating, through the real pipeline. */
import { expect, test } from "vitest";
import { isDefined } from "../../server/src/statistics/result.ts";
import { csv, linted, range } from "../lint/pipeline.ts";

const head = "scale: [1, 2, 3]\nratings:\n  - file: r.csv\n";
const rules = "rules:\n  - id: good\n  - id: flat\n";
/** Forty prompts with two responses; `good` and `overall` are higher for the first, `flat` is the same. */
const ratings = (noise = 0) =>
  csv(
    ["item", "prompt_id", "good", "flat", "overall"],
    range(0, 80).map((i) => [`i${i}`, `p${i >> 1}`, i % 2 === (i < noise ? 1 : 0) ? 3 : 1, 2, i % 2 === 0 ? 3 : 1]),
  );

test("an overall rating makes a pair of each two responses of a prompt that it tells apart", async () => {
  const text = `${head}preferences:\n  - overall: overall\n    prompt: prompt_id\n${rules}`;
  const { analysis } = await linted(text, { "r.csv": ratings(8) });
  expect(analysis.preferences).toMatchObject({ pairs: 40, prompts: 40 });
  const [good, flat] = analysis.rules.map(({ preference }) => preference);
  expect(good).toMatchObject({ pairs: 40, wins: 36, losses: 4, ties: 0, accuracy: 0.9 });
  expect(flat).toMatchObject({
    wins: 0,
    losses: 0,
    ties: 40,
    accuracy: 0.5,
    decidedAccuracy: { unavailable: expect.any(String) },
  });
});

test("a rule that decides the preferences is not judged by them, and weighs nothing in the accuracies", async () => {
  const text = `${head}preferences:\n  - overall: good\n    prompt: prompt_id\n${rules}`;
  const { analysis } = await linted(text, { "r.csv": ratings() });
  expect(analysis.rules[0]?.preference).toEqual({ unavailable: "it decides the preferences itself" });
  expect(analysis.weightings.find(({ name }) => name === "encore")?.accuracy).toBe(0.5);
});

test("preferences that make no pair are told where they stand", async () => {
  const text = `${head}preferences:\n  - overall: overall\n${rules}`;
  const { analysis, findings } = await linted(text, { "r.csv": ratings() });
  expect(isDefined(analysis.preferences)).toBe(false);
  const told = findings.find(({ check }) => check === "rating-source");
  expect(told && text.slice(told.range.start, told.range.end)).toBe("overall");
  expect(told?.message).toContain("no prompt has two responses");
});

test("subsets, judges and baselines stand beside the weightings", async () => {
  const text = `${head}preferences:\n  - file: p.csv\n    by: kind\n    judges: [gpt]\nbaselines:\n  - {name: RM, file: s.csv}\n${rules}`;
  const pairs = range(0, 40).map((i) => [
    `i${2 * i}`,
    `i${2 * i + 1}`,
    i < 10 ? "easy" : "hard",
    i < 30 ? "chosen" : i < 36 ? "rejected" : "tie",
  ]);
  const { analysis } = await linted(text, {
    "r.csv": ratings(8),
    "p.csv": csv(["chosen", "rejected", "kind", "gpt"], pairs),
    "s.csv": csv(
      ["item", "score"],
      range(0, 80).map((i) => [`i${i}`, i % 2 === 0 ? 1.5 : -0.5]),
    ),
  });
  const named = (name: string) => analysis.weightings.find((one) => one.name === name);
  expect(named("judge:gpt")?.accuracy).toBeCloseTo((30 + 4 / 2) / 40, 12);
  expect(named("baseline:RM")?.accuracy).toBe(1);
  expect(named("encore")?.bySubset.get("easy")).toEqual({ pairs: 10, accuracy: 0.6 });
  expect(named("encore")?.bySubset.get("hard")).toEqual({ pairs: 30, accuracy: 1 });
  expect(named("uniform")?.differenceToUniform).toMatchObject({ value: 0 });
});

test("a response that fails a gate has reward 0 under every weighting", async () => {
  const text = `${head}preferences:\n  - file: p.csv\n${rules}  - id: stop\n    gate: 2\n`;
  const rows = range(0, 80).map((i) => [`i${i}`, i % 2 === 0 ? 3 : 1, 2, i < 20 && i % 2 === 0 ? 1 : 3]);
  const { analysis } = await linted(text, {
    "r.csv": csv(["item", "good", "flat", "stop"], rows),
    "p.csv": csv(
      ["chosen", "rejected"],
      range(0, 40).map((i) => [`i${2 * i}`, `i${2 * i + 1}`]),
    ),
  });
  const encore = analysis.weightings.find(({ name }) => name === "encore");
  // Ten preferred responses fail the gate, so ten pairs are lost.
  expect(encore?.accuracy).toBe(0.75);
  expect(encore?.weights).toEqual(
    new Map([
      ["good", expect.any(Number)],
      ["flat", expect.any(Number)],
    ]),
  );
  expect(analysis.rules[2]).toMatchObject({ isGate: true, weight: { unavailable: "a gate has no weight" } });
});

test("a gate of a rule where a high rating is bad fails what is over it", async () => {
  const text = `${head}preferences:\n  - file: p.csv\n${rules}  - id: harm\n    polarity: negative\n    gate: 2\n`;
  const rows = range(0, 80).map((i) => [`i${i}`, 2, i % 2 === 0 ? 3 : 1, i % 2 === 1 ? 3 : 1]);
  const { analysis } = await linted(text, {
    "r.csv": csv(["item", "good", "flat", "harm"], rows),
    "p.csv": csv(
      ["chosen", "rejected"],
      range(0, 40).map((i) => [`i${2 * i}`, `i${2 * i + 1}`]),
    ),
  });
  expect(analysis.weightings.find(({ name }) => name === "uniform")?.accuracy).toBe(1);
});
