import type { Random } from "../server/src/statistics/random.ts";
import type { RatedBy } from "../server/src/statistics/rated-by.ts";

/** Who rates what: the same for every rule of a rubric. */
export interface RatedDesign {
  readonly prompts: number;
  /** Responses a prompt. */
  readonly responses: number;
  /** Ratings a response. */
  readonly raters: number;
  /** From how many raters they are drawn; all rate everything where it is the same. */
  readonly pool?: number;
}

/** By item the raters of it, ascending. */
export type Assignment = readonly (readonly number[])[];

export function assignment(
  { uniform }: Random,
  { prompts, responses, raters, pool = raters }: RatedDesign,
): Assignment {
  return Array.from({ length: prompts * responses }, () => {
    const left = Array.from({ length: pool }, (_, rater) => rater);
    while (left.length > raters) left.splice(Math.floor(uniform() * left.length), 1);
    return left;
  });
}

/** Ratings of one rule: `rate(item, rater)` is the score. */
export function ratedAs(
  { prompts, responses, raters, pool = raters }: RatedDesign,
  assigned: Assignment,
  rate: (item: number, rater: number) => number,
): RatedBy {
  const item: number[] = [];
  const rater: number[] = [];
  const score: number[] = [];
  for (const [i, own] of assigned.entries())
    for (const j of own) {
      item.push(i);
      rater.push(j);
      score.push(rate(i, j));
    }
  return {
    item: Uint32Array.from(item),
    rater: Uint32Array.from(rater),
    score: Float64Array.from(score),
    items: prompts * responses,
    raters: pool,
    prompt: Int32Array.from({ length: prompts * responses }, (_, i) => Math.floor(i / responses)),
  };
}

/** Standard normal numbers. */
export function normals({ normal }: Random, n: number): Float64Array {
  return Float64Array.from({ length: n }, () => normal());
}

/** A standard normal number on `cuts.length + 1` levels, as a score in [0, 1]. */
export function levelOf(z: number, cuts: readonly number[]): number {
  let level = 0;
  for (const cut of cuts) if (z > cut) level++;
  return level / cuts.length;
}

/** Cuts at which a standard normal falls on five levels about evenly, and on two with the upper one in 30% or 5%. */
export const cuts = {
  five: [-0.84, -0.25, 0.25, 0.84],
  two: [0.524],
  rare: [1.645],
} as const;

export function mean(values: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i] ?? 0;
  return sum / values.length;
}
