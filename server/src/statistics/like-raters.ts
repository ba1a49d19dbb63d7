import { groupedByItem, type RatedBy } from "./rated-by.ts";

/** Two raters, the first the smaller number, and how many of the items that both rated they gave the same score. */
export interface RaterPair {
  readonly first: number;
  readonly second: number;
  readonly common: number;
  readonly identical: number;
}

/** Every two raters with an item in common, over all `rules`, which share raters. */
export function raterPairsInCommon(rules: readonly RatedBy[]): readonly RaterPair[] {
  const raters = rules[0]?.raters ?? 0;
  const counts = new Map<number, { common: number; identical: number }>();
  for (const rule of rules) {
    const { start, order } = groupedByItem(rule);
    for (let i = 0; i < rule.items; i++)
      for (let at = start[i] ?? 0; at < (start[i + 1] ?? 0); at++)
        for (let before = start[i] ?? 0; before < at; before++) {
          const [r, s] = [order[at] ?? 0, order[before] ?? 0];
          const [j, l] = [rule.rater[r] ?? 0, rule.rater[s] ?? 0];
          const key = Math.min(j, l) * raters + Math.max(j, l);
          const pair = counts.get(key) ?? { common: 0, identical: 0 };
          pair.common++;
          if (rule.score[r] === rule.score[s]) pair.identical++;
          counts.set(key, pair);
        }
  }
  return [...counts].map(([key, pair]) => ({ first: Math.floor(key / raters), second: key % raters, ...pair }));
}

const COMMON_NEEDED = 50;
const COMMON_NEEDED_BY_TWO = 200;
const MOST_CHANCE = 0.9;
const LEVEL = 0.01;

/**
 * Raters who are one rater twice: identical in every one of 50 common ratings or more, where a^n < 0.01 / pairs of raters, n = the common ratings and a =
 * the share of identical ratings among all other pairs of raters. With two raters only there are no others: 200 common ratings, and
 * ratings drawn from those given would be the same in less than 90%.
 */
export function identicalRaters(rules: readonly RatedBy[]): readonly RaterPair[] {
  const pairs = raterPairsInCommon(rules);
  const common = pairs.reduce((sum, pair) => sum + pair.common, 0);
  const identical = pairs.reduce((sum, pair) => sum + pair.identical, 0);
  return pairs.filter((pair) => {
    if (pair.identical < pair.common || pair.common < COMMON_NEEDED) return false;
    if (pairs.length === 1) return pair.common >= COMMON_NEEDED_BY_TWO && chanceAgreement(rules) < MOST_CHANCE;
    const share = (identical - pair.identical) / (common - pair.common);
    return share ** pair.common < LEVEL / pairs.length;
  });
}

/** How often two ratings under one rule, drawn from all that were given, are the same; a mean over the ratings. */
function chanceAgreement(rules: readonly RatedBy[]): number {
  let sum = 0;
  let ratings = 0;
  for (const { score } of rules) {
    const counts = new Map<number, number>();
    for (const one of score) counts.set(one, (counts.get(one) ?? 0) + 1);
    for (const n of counts.values()) sum += (n * n) / Math.max(1, score.length);
    ratings += score.length;
  }
  return ratings > 0 ? sum / ratings : 1;
}

export interface ConstantRater {
  readonly rater: number;
  readonly score: number;
  /** Share of the rater's own ratings that are this score, and of the others' of the same items. */
  readonly share: number;
  readonly othersShare: number;
  readonly ratings: number;
}

const RATINGS_NEEDED = 30;
const CONSTANT_SHARE = 0.95;
const OTHERS_AT_MOST = 0.8;

/** Raters who give one score in 95% of 30 ratings or more, where others give that score to at most 80% of the same items. */
export function constantRaters(ratings: RatedBy): readonly ConstantRater[] {
  const { start, order } = groupedByItem(ratings);
  const scores = Array.from({ length: ratings.raters }, () => new Map<number, number>());
  const totals = new Uint32Array(ratings.raters);
  for (let r = 0; r < ratings.item.length; r++) {
    const rater = ratings.rater[r] ?? 0;
    const score = ratings.score[r] ?? 0;
    totals[rater] = (totals[rater] ?? 0) + 1;
    scores[rater]?.set(score, (scores[rater]?.get(score) ?? 0) + 1);
  }
  const suspects = new Map<number, { score: number; times: number; same: number; others: number }>();
  for (const [rater, counts] of scores.entries())
    for (const [score, times] of counts)
      if ((totals[rater] ?? 0) >= RATINGS_NEEDED && times >= CONSTANT_SHARE * (totals[rater] ?? 0))
        suspects.set(rater, { score, times, same: 0, others: 0 });
  if (suspects.size === 0) return [];
  for (let i = 0; i < ratings.items; i++) {
    const own = order.subarray(start[i] ?? 0, start[i + 1] ?? 0);
    for (const r of own) {
      const suspect = suspects.get(ratings.rater[r] ?? 0);
      if (!suspect) continue;
      for (const s of own) {
        if (s === r) continue;
        suspect.others++;
        if (ratings.score[s] === suspect.score) suspect.same++;
      }
    }
  }
  return [...suspects]
    .filter(([, { same, others }]) => others > 0 && same <= OTHERS_AT_MOST * others)
    .map(([rater, { score, times, same, others }]) => ({
      rater,
      score,
      share: times / (totals[rater] ?? 1),
      othersShare: same / others,
      ratings: totals[rater] ?? 0,
    }));
}

/** Several raters, and not one item that two of them rated, under any rule: most often the items' ids are to blame. */
export function sharesNoItem(rules: readonly RatedBy[]): boolean {
  const raters = new Set(rules.flatMap(({ rater }) => [...new Set(rater)]));
  if (raters.size < 2) return false;
  return rules.every((rule) => {
    const isRated = new Uint8Array(rule.items);
    for (const i of rule.item) {
      if (isRated[i]) return false;
      isRated[i] = 1;
    }
    return true;
  });
}
