/** The worked examples of docs/statistics.md, from "Preferences" on, recomputed; and the page says what comes out. */
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { adaptive } from "../../server/src/statistics/adaptive.ts";
import { bestRule } from "../../server/src/statistics/best-rule.ts";
import { fitBradleyTerry } from "../../server/src/statistics/bradley-terry.ts";
import { correlation } from "../../server/src/statistics/correlation.ts";
import { foldsByPrompt } from "../../server/src/statistics/folds.ts";
import { leaveEachOut } from "../../server/src/statistics/leave-one-out.ts";
import { accuracyChange } from "../../server/src/statistics/paired-bootstrap.ts";
import { pairSet } from "../../server/src/statistics/pairs.ts";
import { isDefined, type Maybe } from "../../server/src/statistics/result.ts";
import { accuracyOf, outcomes, rewards } from "../../server/src/statistics/reward.ts";
import { rulePreference } from "../../server/src/statistics/rule-preference.ts";
import { finish } from "../../server/src/statistics/steps.ts";
import { temperatureSweep } from "../../server/src/statistics/temperature-sweep.ts";

const page = readFileSync(new URL("../../docs/statistics.md", import.meta.url), "utf8").replace(/\s+/g, " ");

/** Responses a ... g; rules Safe and Clear. */
const pairs = pairSet({
  items: 7,
  scores: [Float64Array.of(1, 0.5, 1, 0.25, 0.5, 0.75, 0.25), Float64Array.of(0.25, 0.25, 0.5, 1, 0, 0.5, 0.75)],
  chosen: Int32Array.of(0, 0, 3, 5),
  rejected: Int32Array.of(1, 2, 4, 6),
  prompt: Int32Array.of(1, 1, 2, 3),
});
const equal = Float64Array.of(0.5, 0.5);

test("accuracy of a rule and its clustered interval", () => {
  const safe = known(rulePreference(pairs, 0));
  expect(safe).toMatchObject({ wins: 2, ties: 1, losses: 1, accuracy: 0.625, tieShare: 0.25 });
  expect(safe.deff).toBeCloseTo(1.5, 12);
  const decided = known(safe.decidedAccuracy);
  const { low, high } = known(decided.interval);
  expect(told`decided accuracy 2 / 3 = ${decided.value}`).toBe(true);
  expect(told`Wilson at n = 2: [${low}, ${high}]`).toBe(true);
});

test("accuracy of a weighting", () => {
  expect([...rewards(pairs, equal)]).toEqual([0.625, 0.375, 0.75, 0.625, 0.25, 0.625, 0.5]);
  expect([...outcomes(pairs, equal)]).toEqual([1, 0, 1, 1]);
});

test("a difference", () => {
  const change = finish(accuracyChange(pairs, outcomes(pairs, equal), outcomes(pairs, [1, 0])));
  expect(known(change)).toMatchObject({ before: 0.75, after: 0.625, difference: { value: -0.125 } });
});

test("Bradley-Terry", () => {
  const order = pairSet({
    items: 2,
    scores: [Float64Array.of(1, 0)],
    chosen: Int32Array.of(0, 0, 0, 1),
    rejected: Int32Array.of(1, 1, 1, 0),
  });
  const weight = known(finish(fitBradleyTerry(order))).weights[0] ?? Number.NaN;
  expect(told`= 0.006: w = ${weight}`).toBe(true);
});

test("best rule", () => {
  expect(known(finish(bestRule(pairs, foldsByPrompt(pairs)))).rule).toBe(0);
});

test("temperature sweep", () => {
  const { steps } = known(finish(temperatureSweep(pairs, Float64Array.of(1, 1.5), foldsByPrompt(pairs))));
  expect(steps[0]).toMatchObject({ temperature: 0.1, accuracy: 0.5, order: [0, 1] });
  expect(steps.at(-1)).toMatchObject({ temperature: Number.POSITIVE_INFINITY, accuracy: 0.75 });
});

test("leaving rules out", () => {
  const [, withoutClear] = finish(leaveEachOut(pairs, equal));
  expect(withoutClear).toMatchObject({ before: 0.75, after: 0.625 });
});

test("adaptive selection", () => {
  const chosen = finish(adaptive(pairs, 1));
  expect([...chosen.outcomes]).toEqual([1, 0, 1, 1]);
  expect(accuracyOf(chosen.outcomes).accuracy).toBe(0.75);
  expect([...chosen.shares]).toEqual([0.5, 0.5]);
});

test("does entropy predict accuracy", () => {
  const found = finish(correlation([1, 2, 3, 4], [1, 3, 2, 4]));
  expect(found.pearson).toBeCloseTo(0.8, 12);
  expect(told`8 have |r| >= 0.8: p = ${known(found.p)}`).toBe(true);
});

/** Whether the page has this text, numbers to three places. */
function told(text: TemplateStringsArray, ...numbers: number[]): boolean {
  return page.includes(text.reduce((whole, part, i) => `${whole}${(numbers[i - 1] ?? 0).toFixed(3)}${part}`));
}

function known<T>(value: Maybe<T>): T {
  if (!isDefined(value)) throw new Error(value.unavailable);
  return value;
}
