/** Ratings written in the rubric itself, tallied. Cheap: it runs for the changed rule on each keystroke. */
import type { InlineRatings } from "../rubric/rubric.ts";
import { ratingText } from "./rating-text.ts";
import type { RuleTally } from "./tallies.ts";

/**
 * `rule` is the id under which they count, `codes` mean "no rating" here. They name no items and no raters, so nothing
 * of that is known.
 */
export function tallyInline(
  ratings: Pick<InlineRatings, "values" | "counts">,
  rule: string,
  codes: readonly string[] = [],
): RuleTally {
  const missingCodes = new Set(codes.map((code) => ratingText(code)));
  const byValue = new Map<string, number>();
  let missing = 0;
  ratings.values.forEach((text, at) => {
    const count = ratings.counts[at] ?? 0;
    const value = ratingText(text);
    if (value === undefined || missingCodes.has(value)) missing += count;
    else if (count > 0) byValue.set(value, (byValue.get(value) ?? 0) + count);
  });
  const values = [...byValue.keys()].sort();
  return {
    rule,
    wording: undefined,
    values,
    counts: Float64Array.from(values, (value) => byValue.get(value) ?? 0),
    first: values.map(() => undefined),
    missing,
    repeats: { same: 0, conflicting: 0, first: undefined },
    patterns: {
      start: Uint32Array.of(0),
      value: new Uint32Array(),
      count: new Uint32Array(),
      items: new Uint32Array(),
    },
    itemPattern: new Int32Array(),
    raters: 0,
    ratings: undefined,
    raterPairs: undefined,
  };
}
