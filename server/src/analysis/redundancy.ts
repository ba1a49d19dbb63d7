/** Rules that say the same of the same items. */
import { type RedundantPair, redundantPairs } from "../statistics/redundancy.ts";
import type { Maybe } from "../statistics/result.ts";
import { isDefined } from "../statistics/result.ts";
import type { Redundancy } from "./analysis.ts";
import type { Evidence } from "./evidence.ts";
import { itemMeans } from "./item-means.ts";
import type { CountedRule } from "./weighing.ts";

export function analyzeRedundancy(rules: readonly CountedRule[], evidence: Evidence): Maybe<readonly Redundancy[]> {
  const rated = rules.filter(({ counts }) => counts.ratings.items.length > 0);
  if (rated.length < 2) return [];
  const key = JSON.stringify(rated.map(({ rule, counts }) => [counts.ratings.key, rule.polarity?.value]));
  const found = evidence.of<Maybe<readonly RedundantPair[]>>(`redundancy ${key}`, () =>
    redundantPairs(onCommonItems(rated)),
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
function onCommonItems(rules: readonly CountedRule[]): Float64Array[] {
  const number = new Map<string, number>();
  for (const { counts } of rules)
    for (const item of counts.ratings.items) if (!number.has(item)) number.set(item, number.size);
  return rules.map(({ rule, counts }) => {
    const column = new Float64Array(number.size).fill(Number.NaN);
    const { items, means } = itemMeans(counts.ratings, rule.polarity?.value);
    items.forEach((item, i) => {
      column[number.get(item) ?? 0] = means[i] ?? Number.NaN;
    });
    return column;
  });
}
