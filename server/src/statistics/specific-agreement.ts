import { type Patterns, ratingsOf } from "./patterns.ts";
import type { Maybe } from "./result.ts";

export interface SpecificAgreement {
  /** Of the other ratings of a response with a departing rating, the share that depart too; in [0, 1]. */
  readonly value: number;
  /** Departing responses with two ratings or more. */
  readonly responses: number;
}

const RESPONSES_NEEDED = 5;

/**
 * Whether raters agree when to depart from the commonest value: for every departing rating the share of the other raters of that response who
 * depart too, sum of d (d - 1) over sum of d (n - 1), d departing of n ratings of a response (specific agreement, Cicchetti and Feinstein
 * 1990, for any number of raters). Where one value prevails alpha says nothing; this does. Unavailable under 5 departing
 * responses with two ratings.
 */
export function specificAgreement(patterns: Patterns): Maybe<SpecificAgreement> {
  const commonest = commonestValue(patterns);
  let both = 0;
  let all = 0;
  let responses = 0;
  for (let p = 0; p < patterns.items.length; p++) {
    const n = ratingsOf(patterns, p);
    const items = patterns.items[p] ?? 0;
    let departing = n;
    for (let j = patterns.start[p] ?? 0; j < (patterns.start[p + 1] ?? 0); j++)
      if (patterns.value[j] === commonest) departing -= patterns.count[j] ?? 0;
    if (n < 2 || departing === 0) continue;
    responses += items;
    both += items * departing * (departing - 1);
    all += items * departing * (n - 1);
  }
  if (responses < RESPONSES_NEEDED) return { unavailable: "fewer than 5 departing responses have two ratings" };
  return { value: both / all, responses };
}

/** The value with the most ratings, the lowest of several such. */
function commonestValue({ start, value, count, items }: Patterns): number {
  const totals = new Map<number, number>();
  for (let p = 0; p < items.length; p++)
    for (let j = start[p] ?? 0; j < (start[p + 1] ?? 0); j++)
      totals.set(value[j] ?? 0, (totals.get(value[j] ?? 0) ?? 0) + (count[j] ?? 0) * (items[p] ?? 0));
  const [first] = [...totals].sort(([a, n], [b, m]) => m - n || a - b);
  return first?.[0] ?? -1;
}
