import { expect, test } from "vitest";
import { message, told } from "../pipeline.ts";

const rubric = (short: string, long: string, more = "") =>
  `${more}rules:\n  - {id: a, scale: [0, 1], ratings: ${short}}\n  - {id: b, scale: [1, 2, 3, 4, 5], ratings: ${long}}\n`;

test("it says which two rules would change places", async () => {
  const text = rubric("{0: 20, 1: 100}", "{1: 2, 2: 4, 3: 12, 4: 22, 5: 80}");
  expect(await message("mixed-scales", text)).toBe(
    "Rules with scales of 2 and 5 levels share one ENCORE weighting. A longer scale allows more entropy, so its rules get less weight. Measured against each scale's maximum, `b` would weigh more than `a`; now it weighs less.",
  );
});

test("or that the order would stay", async () => {
  const text = rubric("{0: 5, 1: 100}", "{1: 20, 2: 24, 3: 22, 4: 22, 5: 30}");
  expect(await message("mixed-scales", text)).toContain("the order of the rules would be the same");
});

test("like scales, gates, unrated rules and other weightings are not reported", async () => {
  const [short, long] = ["{0: 20, 1: 100}", "{1: 20, 5: 80}"];
  expect(
    await told("mixed-scales", "scale: [0, 1]\nrules:\n  - {id: a, ratings: [1]}\n  - {id: b, ratings: [0]}\n"),
  ).toEqual([]);
  expect(await told("mixed-scales", rubric(short, long).replace("id: a,", "id: a, gate: 1,"))).toEqual([]);
  expect(await told("mixed-scales", rubric("[]", long))).toEqual([]);
  expect(await told("mixed-scales", rubric(short, long, "encore: {weighting: uniform}\n"))).toEqual([]);
});
