/** Pairs and ratings as the numbers that the statistics of preferences work on. */
import type { Polarity } from "../rubric/rubric.ts";
import { type PairSet, pairSet } from "../statistics/pairs.ts";
import type { CountedRule } from "./count-rules.ts";
import type { Evidence } from "./evidence.ts";
import { toUnitOf } from "./item-means.ts";
import type { Pairs } from "./pair-input.ts";
import type { RuleRatings } from "./rule-ratings.ts";

/** What a rule contributes to the pairs; one object for equal ones. */
export interface PairRule {
  readonly ratings: RuleRatings;
  readonly polarity: Polarity | undefined;
  readonly gate: number | undefined;
  /** It decides the preferences itself, so it rates nothing here. */
  readonly isDeciding: boolean;
}

export function pairRules(pairs: Pairs, rules: readonly CountedRule[], evidence: Evidence): readonly PairRule[] {
  return evidence.same(
    rules.map(({ rule, counts }) =>
      evidence.same({
        ratings: counts.ratings,
        polarity: rule.polarity?.value,
        gate: rule.gate?.value,
        isDeciding: pairs.deciding.has(rule.id.value),
      }),
    ),
  );
}

/** Rules by their number among `rules`; gates and rules that decide the preferences themselves rate nothing here. */
export function buildPairSet(pairs: Pairs, rules: readonly PairRule[]): PairSet {
  const places = new Map<string, number[]>();
  pairs.items.forEach((item, at) => {
    const known = places.get(item);
    if (known) known.push(at);
    else places.set(item, [at]);
  });
  const unrated = new Float64Array(pairs.items.length).fill(Number.NaN);
  const failed = new Uint8Array(pairs.items.length);
  const scores = rules.map((rule) => {
    const { ratings, polarity, gate, isDeciding } = rule;
    if (isDeciding) return unrated;
    const { sum, n, worse } = ratingsOfItems(pairs, rule, places);
    if (gate !== undefined) {
      // More than half: with the mean, good responses would fail the more raters there are.
      n.forEach((count, at) => {
        if (count > 0 && (worse[at] ?? 0) > count / 2) failed[at] = 1;
      });
      return unrated;
    }
    return sum.map((total, at) => {
      const count = n[at] ?? 0;
      if (count === 0) return Number.NaN;
      const unit = toUnitOf(ratings, total / count);
      return polarity === "negative" ? 1 - unit : unit;
    });
  });
  const { chosen, rejected, prompt } = pairs;
  return pairSet({ items: pairs.items.length, scores, chosen, rejected, prompt, failed });
}

/** By item of the pairs, without the ratings of who judges them. */
interface RatingsOfItems {
  readonly sum: Float64Array;
  readonly n: Float64Array;
  /** Ratings that are worse than the rule's gate. */
  readonly worse: Float64Array;
}

function ratingsOfItems(
  { items, without }: Pairs,
  { ratings, polarity, gate }: PairRule,
  places: ReadonlyMap<string, readonly number[]>,
): RatingsOfItems {
  const found: RatingsOfItems = {
    sum: new Float64Array(items.length),
    n: new Float64Array(items.length),
    worse: new Float64Array(items.length),
  };
  const isWorse = (value: number) => gate !== undefined && (polarity === "negative" ? value > gate : value < gate);
  const add = (at: number, value: number, times: number): void => {
    found.sum[at] = (found.sum[at] ?? 0) + times * value;
    found.n[at] = (found.n[at] ?? 0) + times;
    if (isWorse(value)) found.worse[at] = (found.worse[at] ?? 0) + times;
  };
  const { start, value, count } = ratings.patterns;
  ratings.items.forEach((item, i) => {
    const p = ratings.itemPattern[i] ?? -1;
    if (p < 0) return;
    for (const at of places.get(item) ?? [])
      for (let j = start[p] ?? 0; j < (start[p + 1] ?? 0); j++)
        add(at, ratings.values[value[j] ?? 0] ?? 0, count[j] ?? 0);
  });
  takeOutJudges(ratings, { places, without }, (at, rating) => add(at, rating, -1));
  return found;
}

function takeOutJudges(
  { parts, valueMaps, values }: RuleRatings,
  { places, without }: { readonly places: ReadonlyMap<string, readonly number[]> } & Pick<Pairs, "without">,
  takeOut: (at: number, rating: number) => void,
): void {
  const judging = new Set(without);
  for (const [p, { tally, source }] of parts.entries()) {
    const { ratings } = tally;
    if (!ratings) continue;
    const isJudge = source.raterNames.map((name) => judging.has(name));
    for (let r = 0; r < ratings.item.length; r++) {
      const rater = ratings.rater[r] ?? 0;
      const value = valueMaps[p]?.[ratings.value[r] ?? 0] ?? -1;
      if (!isJudge[rater] || value < 0) continue;
      const name = source.raterNames[rater];
      for (const at of places.get(source.items[ratings.item[r] ?? 0] ?? "") ?? [])
        if (without[at] === name) takeOut(at, values[value] ?? 0);
    }
  }
}
