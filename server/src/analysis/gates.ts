/** Which responses pass a rule's gate. */
import type { Polarity } from "../rubric/rubric.ts";
import { gateFailures } from "../statistics/gate.ts";
import type { ItemMeans } from "./item-means.ts";
import type { RuleRatings } from "./rule-ratings.ts";

/** By item: 0 where most of its raters rate it worse than the gate, 1 where not; NaN unrated. */
export function gatePasses(ratings: RuleRatings, polarity: Polarity | undefined, gate: number): ItemMeans {
  const failed = gateFailures(ratings.patterns, ratings.values, gate, polarity === "negative");
  const passed = Array.from(ratings.itemPattern, (p) => (p < 0 ? Number.NaN : 1 - (failed[p] ?? 0)));
  return { items: ratings.items, means: Float64Array.from(passed) };
}
