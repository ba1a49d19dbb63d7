import { expect, test } from "vitest";
import { message, told } from "../pipeline.ts";

const rubric = (ratings: string, more = "") =>
  `scale: {no: 0, yes: 1}\nrules:\n  - id: a\n${more}    ratings: ${ratings}\n  - id: b\n    ratings: {no: 30, yes: 30}\n`;

test("a rule with one value in 95% of its ratings is reported, with how seldom it speaks and what weight it has", async () => {
  expect(await message("uninformative", rubric("{no: 1, yes: 119}"))).toBe(
    '`a`: 99.2% of 120 ratings are "yes". It separates almost no responses.',
  );
});

test("a rule with one value in all of them is reported so", async () => {
  expect(await message("uninformative", rubric("{yes: 40}"))).toContain(
    '`a`: all 40 ratings are "yes". It separates no responses, yet it has rank 1 by weight.',
  );
});

test("another weighting than ENCORE's is not blamed on entropy", async () => {
  const text = `encore: {weighting: uniform}\n${rubric("{yes: 40}")}`;
  expect(await message("uninformative", text)).toContain("It separates no responses, yet it has rank 1 by weight.");
});

test("under 95%, too few ratings, and gates are not reported", async () => {
  expect(await told("uninformative", rubric("{no: 6, yes: 94}"))).toEqual([]);
  expect(await told("uninformative", rubric("{yes: 29}"))).toEqual([]);
  expect(await told("uninformative", rubric("{no: 1, yes: 119}", "    gate: 1\n"))).toEqual([]);
});
