/** Rules that say the same of the same items. */
import { type RedundantPair, redundantPairs } from "../statistics/redundancy.ts";
import type { Maybe } from "../statistics/result.ts";
import { isDefined } from "../statistics/result.ts";
import type { Redundancy } from "./analysis.ts";
import type { CountedRule } from "./count-rules.ts";
import type { Evidence } from "./evidence.ts";
import { itemMeans, type ScoredBy, scoredBy } from "./item-means.ts";

export function analyzeRedundancy(rules: readonly CountedRule[], evidence: Evidence): Maybe<readonly Redundancy[]> {
  const rated = rules.filter(({ counts }) => counts.ratings.items.length > 0);
  if (rated.length < 2) return [];
  const scored = rated.map(({ rule, counts }) => scoredBy(rule, counts.ratings, evidence));
  const found = evidence.of<[readonly ScoredBy[]], Maybe<readonly RedundantPair[]>>(
    "redundancy",
    [evidence.same(scored)],
    (rules) => redundantPairs(onCommonItems(rules)),
  );
  if (!isDefined(found)) return found;
  return found.map(({ first, second, items, rho }) => ({
    first: rated[first]?.rule.id.value ?? "",
    second: rated[second]?.rule.id.value ?? "",
    items,
    rho,
  }));
}

/** By rule: the mean rating of each item of all, NaN where it has none. */
function onCommonItems(rules: readonly ScoredBy[]): Float64Array[] {
  const number = new Map<string, number>();
  for (const { ratings } of rules)
    for (const item of ratings.items) if (!number.has(item)) number.set(item, number.size);
  return rules.map(({ ratings, polarity }) => {
    const column = new Float64Array(number.size).fill(Number.NaN);
    const { items, means } = itemMeans(ratings, polarity);
    items.forEach((item, i) => {
      column[number.get(item) ?? 0] = means[i] ?? Number.NaN;
    });
    return column;
  });
}
