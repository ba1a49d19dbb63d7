import { expect, test } from "vitest";
import { csv, range, told } from "../pipeline.ts";

const inline = (ratings: string, more = "") =>
  `${more}scale: [1, 2, 3, 4, 5]\nrules:\n  - id: a\n    ratings: ${ratings}\n`;
const attached = "scale: [1, 2, 3, 4, 5]\nratings: [{file: r.csv}]\nrules:\n  - id: a\n";
const spread = "{1: 40, 2: 42, 3: 38, 4: 41, 5: 39}";

test("one rating per response: one warning for the rubric, and a question at each rule", async () => {
  const findings = await told("high-entropy", inline(spread));
  expect(findings.map(({ severity, rule }) => [severity, rule])).toEqual([
    ["warning", undefined],
    ["information", "a"],
  ]);
  expect(findings.map(({ message }) => message)).toEqual([
    "1 of 1 rules have high entropy and one rating per response. Noise and information look the same there, and ENCORE gives both less weight.",
    "`a`: high entropy (100% of the maximum), one rating per response: noise or information?",
  ]);
});

test("raters who disagree make it unreliable: a warning at the rule", async () => {
  const rows = range(0, 60).flatMap((i) => [
    [i, "ann", 1 + (i % 5)],
    [i, "bob", 1 + ((3 * i + 1) % 5)],
  ]);
  const [finding, ...others] = await told("high-entropy", attached, {
    "r.csv": csv(["item", "rater", "a"], rows),
  });
  expect(others).toEqual([]);
  expect(finding).toMatchObject({ severity: "warning", rule: "a" });
  expect(finding?.message).toMatch(
    /^`a`: raters disagree and ratings are spread over the whole scale \(entropy \d+% of the maximum\)\. /,
  );
});

test("raters who agree support it: the entropy is information", async () => {
  const rows = range(0, 60).flatMap((i) => ["ann", "bob"].map((rater) => [i, rater, 1 + (i % 5)]));
  expect(await told("high-entropy", attached, { "r.csv": csv(["item", "rater", "a"], rows) })).toEqual([]);
});

test("the interval must be over the limit, not the estimate alone; the rubric may set the limit", async () => {
  const uneven = "{1: 10, 2: 20, 3: 40, 4: 70, 5: 60}";
  expect(await told("high-entropy", inline(uneven))).toEqual([]);
  expect(await told("high-entropy", inline(uneven, "encore: {limit: 0.7}\n"))).toHaveLength(2);
});

test("a gate is not reported", async () => {
  expect(await told("high-entropy", inline(spread).replace("ratings:", "gate: 3\n    ratings:"))).toEqual([]);
});
