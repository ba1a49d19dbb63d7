/** Agreement, ranks and quantiles as test/golden/agreement.py has them, which computes each the long way round. */
import { describe, expect, test } from "vitest";
import { ac1, ac2, percentAgreement } from "../../server/src/statistics/ac.ts";
import { intervalAlpha, nominalAlpha, nominalAlphaValue, ordinalAlpha } from "../../server/src/statistics/alpha.ts";
import { cohenKappa } from "../../server/src/statistics/cohen-kappa.ts";
import { entropy } from "../../server/src/statistics/entropy.ts";
import { fisherInterval } from "../../server/src/statistics/fisher.ts";
import { fleissKappa } from "../../server/src/statistics/fleiss-kappa.ts";
import { noiseShare } from "../../server/src/statistics/noise-share.ts";
import type { Estimate, Maybe } from "../../server/src/statistics/result.ts";
import { midranks, spearman } from "../../server/src/statistics/spearman.ts";
import { studentT95 } from "../../server/src/statistics/student-t.ts";
import golden from "../golden/agreement.json" with { type: "json" };
import { known, patternsOf, raterPairsOf } from "./rating-table.ts";

interface Expected {
  readonly value: number;
  readonly interval: readonly number[];
}

describe.each(golden.agreement)(
  "$name",
  ({ levels, table, alpha, ac1: first, ac2: second, percent, fleiss, cohen }) => {
    const patterns = patternsOf(table, levels);
    const numbers = Float64Array.from({ length: levels }, (_, v) => v);

    test("Krippendorff's alpha with the jackknife that leaves each item out", () => {
      expectEstimate(nominalAlpha(patterns, levels), alpha.nominal);
      expectEstimate(ordinalAlpha(patterns, levels), alpha.ordinal);
      expectEstimate(intervalAlpha(patterns, numbers), alpha.interval);
      expect(nominalAlphaValue(patterns, levels)).toBeCloseTo(alpha.nominal.value, 12);
    });

    test("noise share is what alpha leaves", () => {
      const noise = known(noiseShare(patterns, levels));
      const interval = known(noise.interval);
      expect(noise.value).toBeCloseTo(1 - alpha.nominal.value, 12);
      expect(interval.low).toBeCloseTo(1 - (alpha.nominal.interval[1] ?? Number.NaN), 9);
      expect(interval.high).toBeCloseTo(1 - (alpha.nominal.interval[0] ?? Number.NaN), 9);
    });

    test("Gwet's AC1 and AC2, percent agreement", () => {
      expectEstimate(ac1(patterns, levels), first);
      expectEstimate(ac2(patterns, levels), second);
      expect(known(percentAgreement(patterns))).toBeCloseTo(percent, 12);
    });

    test.runIf(fleiss)("Fleiss' kappa", () => {
      if (fleiss) expectEstimate(fleissKappa(patterns, levels), fleiss);
    });

    test.runIf(cohen)("Cohen's kappa", () => {
      if (cohen) expectEstimate(cohenKappa(raterPairsOf(table), levels), cohen);
    });
  },
);

test("the golden tables hold a Fleiss and a Cohen", () => {
  expect(golden.agreement.filter(({ fleiss }) => fleiss).length).toBeGreaterThan(1);
  expect(golden.agreement.filter(({ cohen }) => cohen).length).toBeGreaterThan(0);
});

test.each(golden.entropy)("entropy of $counts", ({ counts, nats }) => {
  expect(known(entropy(counts))).toBeCloseTo(nats, 12);
});

test.each(golden.spearman)("Spearman's rho with ties, and Fisher's interval", ({ x, y, rho, ranks, fisher }) => {
  expect([...midranks(x)]).toEqual(ranks);
  expect(known(spearman(x, y))).toBeCloseTo(rho, 12);
  const { low, high } = known(fisherInterval(rho, x.length));
  expect([low, high]).toEqual(fisher.map((end) => expect.closeTo(end, 12)));
});

test("Student's t for 1 to 2,000 degrees of freedom and beyond", () => {
  const worst = Math.max(...golden.studentT.map(({ df, t }) => Math.abs(studentT95(df) / t - 1)));
  expect(worst).toBeLessThan(1e-12);
});

function expectEstimate(found: Maybe<Estimate>, expected: Expected): void {
  const { value, interval } = known(found);
  const { low, high } = known(interval);
  expect([value, low, high]).toEqual([expected.value, ...expected.interval].map((end) => expect.closeTo(end, 9)));
}
