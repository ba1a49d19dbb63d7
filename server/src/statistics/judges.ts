import type { PairSet } from "./pairs.ts";
import type { Outcomes } from "./reward.ts";

/**
 * Outcomes of a model judge's choices, by pair: 1 the preferred response, 0 a tie, -1 the rejected one, 2 none given.
 */
export function judgeOutcomes(choice: Int8Array): Outcomes {
  return Float64Array.from(choice, (c) => (c === 1 ? 1 : c === 0 ? 0.5 : c === -1 ? 0 : Number.NaN));
}

/**
 * Outcomes of a single-head reward model's scores, by item, NaN where it has none. Such scores have no common scale, so
 * only equal ones tie; and the rubric's gates are not its own.
 */
export function baselineOutcomes(pairs: PairSet, scores: Float64Array): Outcomes {
  return Float64Array.from(pairs.chosen, (chosen, p) => {
    const better = scores[chosen] ?? Number.NaN;
    const worse = scores[pairs.rejected[p] ?? 0] ?? Number.NaN;
    if (Number.isNaN(better) || Number.isNaN(worse)) return Number.NaN;
    return better === worse ? 0.5 : better > worse ? 1 : 0;
  });
}
