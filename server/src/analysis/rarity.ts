/** How often a rule departs from its commonest value, and whether raters agree when to. */

import { isDefined, type Maybe } from "../statistics/result.ts";
import { specificAgreement } from "../statistics/specific-agreement.ts";
import type { Rarity } from "./analysis.ts";
import type { Evidence } from "./evidence.ts";
import type { RuleRatings } from "./rule-ratings.ts";

export function rarityOf(ratings: RuleRatings, evidence: Evidence): Maybe<Rarity> {
  return ratings.n === 0 ? { unavailable: "no ratings yet" } : evidence.now("rarity", [ratings], compute);
}

function compute({ levels, levelPatterns: { start, value, items }, n, levelPatterns }: RuleRatings): Rarity {
  const most = levels.reduce((best, { count }, at) => (count > (levels[best]?.count ?? 0) ? at : best), 0);
  let responses = 0;
  let departing = 0;
  for (let p = 0; p < items.length; p++) {
    const times = items[p] ?? 0;
    responses += times;
    const isUnanimous = (start[p + 1] ?? 0) - (start[p] ?? 0) === 1 && value[start[p] ?? 0] === most;
    if (!isUnanimous) departing += times;
  }
  const count = levels[most]?.count ?? 0;
  const agreement = specificAgreement(levelPatterns);
  return {
    level: levels[most]?.label ?? "",
    share: count / n,
    // Ratings of no named response are taken for one response each.
    departing: responses > 0 ? departing : n - count,
    responses: responses > 0 ? responses : n,
    specificAgreement: isDefined(agreement) ? agreement.value : agreement,
  };
}
