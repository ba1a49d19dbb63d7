import type { Patterns } from "../server/src/statistics/patterns.ts";
import type { Random } from "../server/src/statistics/random.ts";
import { countPatterns } from "../test/statistics/count-patterns.ts";
import type { Shape } from "./shapes.ts";

export interface RatingDesign {
  readonly shape: Shape;
  readonly items: number;
  /** Ratings an item. */
  readonly raters: number;
  /** Nominal alpha, exactly: with this probability all raters of an item give one and the same draw. */
  readonly agreement: number;
  /** Each rating is missing with this probability. */
  readonly missing?: number;
}

export interface SimulatedRatings {
  readonly patterns: Patterns;
  readonly counts: Float64Array;
}

/**
 * Every rating is a draw from the shape; with probability `agreement` those of one item are one draw, else they are
 * independent. Then D_o = (1 - agreement) D_e for any distance: alpha is `agreement`, nominal, ordinal and interval.
 */
export function simulateRatings(
  { uniform }: Random,
  { shape, items, raters, agreement, missing = 0 }: RatingDesign,
): SimulatedRatings {
  const counts = new Float64Array(shape.shares.length);
  const ratings = Array.from({ length: items }, () => {
    const shared = uniform() < agreement ? drawLevel(uniform, shape) : undefined;
    const ofItem: number[] = [];
    for (let r = 0; r < raters; r++) {
      if (missing > 0 && uniform() < missing) continue;
      const level = shared ?? drawLevel(uniform, shape);
      counts[level] = (counts[level] ?? 0) + 1;
      ofItem.push(level);
    }
    return ofItem;
  });
  const rated = ratings.filter((ofItem) => ofItem.length > 0);
  return { patterns: countPatterns(rated, counts.length), counts };
}

function drawLevel(uniform: () => number, { shares }: Shape): number {
  let left = uniform();
  for (let v = 0; v < shares.length - 1; v++) {
    left -= shares[v] ?? 0;
    if (left < 0) return v;
  }
  return shares.length - 1;
}
