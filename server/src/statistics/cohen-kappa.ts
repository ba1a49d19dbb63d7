import { jackknifeInterval, type LeftOut, OTHER_VALUES_WANTED, tooFewOthers } from "./jackknife.ts";
import type { Estimate, Maybe } from "./result.ts";

/**
 * Cohen's kappa of two raters: (p_o - p_e) / (1 - p_e), p_e by each rater's own shares (Cohen 1960), with its jackknife interval.
 * `pairs` is flat, three numbers an entry: the first rater's value, the second's, and how many items were rated so. Unavailable
 * where both gave one value in all; its interval where fewer than 10 items have another value than the commonest.
 */
export function cohenKappa(pairs: Uint32Array, values: number): Maybe<Estimate> {
  const first = new Float64Array(values);
  const second = new Float64Array(values);
  let items = 0;
  let same = 0;
  for (let at = 0; at < pairs.length; at += 3) {
    const [a = 0, b = 0, times = 0] = pairs.subarray(at, at + 3);
    first[a] = (first[a] ?? 0) + times;
    second[b] = (second[b] ?? 0) + times;
    items += times;
    if (a === b) same += times;
  }
  if (items === 0) return { unavailable: "one rating an item" };
  let product = 0;
  for (let v = 0; v < values; v++) product += (first[v] ?? 0) * (second[v] ?? 0);
  const value = kappa(items, same, product);
  if (!Number.isFinite(value)) return { unavailable: "no variation" };

  const totals = first.map((count, v) => count + (second[v] ?? 0));
  const most = Math.max(...totals);
  const unanimous = new Float64Array(values);
  const left: LeftOut[] = [];
  for (let at = 0; at < pairs.length; at += 3) {
    const [a = 0, b = 0, times = 0] = pairs.subarray(at, at + 3);
    if (a === b) unanimous[a] = (unanimous[a] ?? 0) + times;
    const lost = (first[b] ?? 0) + (second[a] ?? 0) - (a === b ? 1 : 0);
    const without = kappa(items - 1, same - (a === b ? 1 : 0), product - lost);
    left.push({ value: without, times });
  }
  // Of several commonest values the one that leaves fewest others, so that their order does not matter.
  const other = items - Math.max(...unanimous.filter((_, v) => totals[v] === most));
  return { value, interval: other < OTHER_VALUES_WANTED ? tooFewOthers : jackknifeInterval(value, left) };
}

/** `product` is the sum over values of the two raters' counts multiplied. */
function kappa(items: number, same: number, product: number): number {
  const byChance = product / (items * items);
  return (same / items - byChance) / (1 - byChance);
}
