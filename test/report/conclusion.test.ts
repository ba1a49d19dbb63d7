import { expect, test } from "vitest";
import { conclusion } from "../../server/src/report/conclusion.ts";
import { checkedText } from "./checked.ts";

const conclusionOf = async (text: string) => conclusion((await checkedText(text)).analysis);

test("a rubric without ratings has one sentence", async () => {
  expect(await conclusionOf("scale: [1, 2]\nrules:\n  - id: a\n")).toEqual([
    "No rule has ratings, so nothing can be said about this rubric yet.",
  ]);
});

test("a constant rule is not called unreliable, only the same nearly always", async () => {
  const [rules, weights] = await conclusionOf("scale: [1, 2]\nrules:\n  - id: a\n    ratings: {1: 200, 2: 0}\n");
  expect(rules).toBe("`a` gets the same rating nearly always.");
  expect(weights).toBe("No preferences are attached, so no weighting can be measured against another.");
});

test("where nothing is shown, it says so", async () => {
  const [rules] = await conclusionOf("scale: [1, 2]\nrules:\n  - id: a\n    ratings: {1: 12, 2: 8}\n");
  expect(rules).toBe("The ratings show neither that a rule can be relied on nor that one cannot.");
});
