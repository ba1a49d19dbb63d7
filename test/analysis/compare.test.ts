import { expect, test } from "vitest";
import { compare } from "../../server/src/analysis/compare.ts";
import { csv, linted, range } from "../lint/pipeline.ts";
import { dedent } from "../marked.ts";

const rubric = dedent(`
  scale: [1, 2, 3]
  rules:
    - id: a
      text: Is kind.
      ratings: {1: 20, 2: 20, 3: 20}
    - id: b
      ratings: {1: 30, 2: 10, 3: 20}
`);
const compared = async (before: string, after: string, files: Record<string, string> = {}) =>
  compare((await linted(before, files)).analysis, (await linted(after, files)).analysis);

test("a rubric compared with itself has no change", async () => {
  const { isSame, rules } = await compared(rubric, rubric);
  expect(isSame).toBe(true);
  expect(rules.map(({ kind }) => kind)).toEqual(["same", "same"]);
});

test("a changed rating changes its rule and the others' weights", async () => {
  const { isSame, rules } = await compared(rubric, rubric.replace("{1: 30, 2: 10, 3: 20}", "{1: 60, 2: 0, 3: 0}"));
  expect(isSame).toBe(false);
  expect(rules.map(({ kind }) => kind)).toEqual(["changed", "changed"]);
  const [a] = rules;
  // 1/3 of exp(-ln 3 / 2) = 0.577 over 0.577 + 1 once b has no entropy.
  expect(a?.after?.weight).toBeCloseTo(0.366, 3);
  expect(a?.after?.entropy).toBe(a?.before?.entropy);
});

test("rules are added, dropped, retired, renamed and reworded", async () => {
  const after = dedent(`
    scale: [1, 2, 3]
    rules:
      - id: c
        rated_as: a
        text: Is gentle.
        ratings: {1: 20, 2: 20, 3: 20}
      - id: new
        ratings: {1: 20}
      - id: b
        retired: superseded
  `);
  const { rules, after: side } = await compared(rubric, after);
  expect(rules.map(({ kind, before, after, isReworded }) => [kind, before?.id, after?.id, isReworded])).toEqual([
    ["changed", "a", "c", true],
    ["added", undefined, "new", false],
    ["dropped", "b", undefined, false],
  ]);
  expect(side.rules).toBe(2);
});

test("another weighting is a change of the whole rubric, with its accuracy before and after", async () => {
  const files = {
    "r.csv": csv(
      ["item", "rule", "rating"],
      range(0, 80).flatMap((i) => [
        [`i${i}`, "a", i % 2 === 0 ? 3 : 1],
        [`i${i}`, "b", 1 + (i % 3)],
      ]),
    ),
    "p.csv": csv(
      ["chosen", "rejected"],
      range(0, 40).map((i) => [`i${2 * i}`, `i${2 * i + 1}`]),
    ),
  };
  const text = dedent(`
    scale: [1, 2, 3]
    ratings: [{file: r.csv}]
    preferences: [{file: p.csv}]
    encore: {weighting: uniform}
    rules: [{id: a}, {id: b}]
  `);
  const { before, after, rules } = await compared(text.replace("uniform", "encore"), text, files);
  expect([before.options.weighting, after.options.weighting]).toEqual(["encore", "uniform"]);
  expect(before.accuracy).toBeGreaterThan(0.5);
  expect(after.accuracy).toBeGreaterThan(0.5);
  expect(rules[0]?.after?.accuracy).toMatchObject({ value: 1 });
});
