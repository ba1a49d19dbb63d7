/** Entropy, weights and agreement of real ratings, as SciPy, statsmodels and NLTK have them. */
import { describe, expect, test } from "vitest";
import { ac1, ac2, percentAgreement } from "../../server/src/statistics/ac.ts";
import { intervalAlpha, nominalAlpha, ordinalAlpha } from "../../server/src/statistics/alpha.ts";
import { entropy, millerMadow, normalizedEntropy } from "../../server/src/statistics/entropy.ts";
import { fleissKappa } from "../../server/src/statistics/fleiss-kappa.ts";
import { alphaReliabilities } from "../../server/src/statistics/reliability.ts";
import { signalOf } from "../../server/src/statistics/reliability-weights.ts";
import type { Estimate, Maybe } from "../../server/src/statistics/result.ts";
import { effectiveRules, encoreWeights } from "../../server/src/statistics/weights.ts";
import { countPatterns } from "./count-patterns.ts";
import { hasSharedData, readGolden, readShared } from "./preference-data.ts";
import { known } from "./rating-table.ts";

for (const set of ["hanna", "summeval-op", "openai-rbr-gold", "convabuse"]) {
  const isThere = hasSharedData();
  describe.skipIf(!isThere)(set, () => {
    const golden = isThere ? readGolden(set) : { levels: [], rules: {} };
    const levels: number[] = golden.levels;
    const byRule = isThere ? readRatings(set, levels) : new Map<string, Map<string, number[]>>();
    const values = Float64Array.from(levels);
    const rules = Object.keys(golden.rules).map((id) => {
      const items = [...(byRule.get(id)?.values() ?? [])];
      const counts = levels.map((_, v) => items.flat().filter((rating) => rating === v).length);
      return { id, items: items.length, counts, patterns: countPatterns(items, levels.length) };
    });

    test("entropy and Miller-Madow", () => {
      for (const { id, counts } of rules) {
        const expected = golden.rules[id];
        expect({ id, counts }).toEqual({ id, counts: expected.counts });
        expectClose(entropy(counts), expected.entropy_nats);
        expectClose(normalizedEntropy(known(entropy(counts)), levels.length), expected.normalised);
        expectClose(millerMadow(counts), expected.miller_madow_nats);
      }
    });

    test("ENCORE weights at each temperature", () => {
      const entropies = rules.map(({ counts }) => known(entropy(counts)));
      for (const [temperature, expected] of Object.entries<Record<string, number>>(golden.weights)) {
        const weights = encoreWeights(entropies, Number(temperature));
        for (const [k, { id }] of rules.entries()) expectClose(weights[k] ?? Number.NaN, expected[id]);
        expectClose(effectiveRules(weights), golden.effective_rules[temperature]);
      }
    });

    test("agreement", () => {
      const m = levels.length;
      for (const { id, patterns } of rules) {
        const { alpha, ac1: first, ac2: second, percent, fleiss_kappa } = golden.rules[id];
        if (alpha === undefined) continue;
        expectClose(estimated(nominalAlpha(patterns, m)), alpha.nominal);
        expectClose(estimated(ordinalAlpha(patterns, m)), alpha.ordinal);
        expectClose(estimated(intervalAlpha(patterns, values)), alpha.interval);
        expectClose(estimated(ac1(patterns, m)), first);
        expectClose(estimated(ac2(patterns, m)), second);
        expectClose(percentAgreement(patterns), percent);
        if (fleiss_kappa !== undefined) expectClose(estimated(fleissKappa(patterns, m)), fleiss_kappa);
      }
    });

    test("signal weights", () => {
      const weights = signalOf(alphaReliabilities(rules.map(({ patterns }) => ({ patterns, values }))));
      if (golden.signal === undefined) {
        expect(weights).toEqual({ unavailable: "fewer than 100 responses have two ratings" });
        return;
      }
      for (const [k, { id }] of rules.entries())
        expectClose(known(weights)[k] ?? Number.NaN, golden.signal.weights[id]);
    });
  });
}

/** By rule and item: ratings as numbers of levels. */
function readRatings(set: string, levels: readonly number[]): Map<string, Map<string, number[]>> {
  const byRule = new Map<string, Map<string, number[]>>();
  for (const line of readShared(`${set}/golden/ratings_long.csv`).trim().split(/\r?\n/).slice(1)) {
    const [item = "", rule = "", , rating = ""] = line.split(",");
    const ofRule = byRule.get(rule) ?? new Map<string, number[]>();
    byRule.set(rule, ofRule);
    const ratings = ofRule.get(item) ?? [];
    ofRule.set(item, ratings);
    const level = levels.indexOf(Number(rating));
    if (level >= 0) ratings.push(level);
  }
  return byRule;
}

function estimated(estimate: Maybe<Estimate>): number {
  return known(estimate).value;
}

/** 1e-9 relative, as the golden values ask. */
function expectClose(found: Maybe<number>, expected: number | undefined): void {
  const value = known(found);
  expect(Math.abs(value - (expected ?? Number.NaN))).toBeLessThanOrEqual(1e-9 * Math.max(Math.abs(value), 1e-3));
}
