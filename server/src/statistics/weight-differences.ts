import { holm } from "./holm.ts";
import type { PairSet } from "./pairs.ts";
import { createRandom, seedOf } from "./random.ts";
import { type Estimate, isDefined, type Maybe } from "./result.ts";
import type { Steps } from "./steps.ts";
import { studentT95 } from "./student-t.ts";
import { studentTTwoSided } from "./student-t-p.ts";

/** A group of raters, of preference judges, or a subset of the pairs. */
export interface WeightGroup {
  readonly set: PairSet;
  /** By pair: its prompt, numbered in common for all groups, or -1 for a pair by itself. */
  readonly prompt: Int32Array;
  /** Fits weights on some of the pairs; a pair named twice counts twice. They need not sum to 1. */
  weigh(among: Int32Array): Steps<Maybe<Float64Array>>;
}

export interface WeightDifference {
  /** Groups by number, the first the smaller. */
  readonly first: number;
  readonly second: number;
  readonly rule: number;
  /** Weight in the first group less that in the second, weights summing to 1. */
  readonly difference: Estimate;
  /** Two-sided, adjusted for all rules and pairs of groups (Holm). */
  readonly p: number;
}

export interface GroupWeights {
  /** By group and rule, each summing to 1. */
  readonly weights: readonly Float64Array[];
  readonly differences: readonly WeightDifference[];
}

const DRAWS = 200;
const PROMPTS_NEEDED = 10;

/**
 * Whether groups weigh the rules differently: weights fitted in each, and their differences with a bootstrap of prompts, the same prompts
 * drawn for all groups, 200 draws: difference +- t standard deviations of the draws, G - 1 degrees of freedom, G the prompts of the
 * group that has fewer; Holm over rules. Unavailable under 10 prompts a group, or where a group has no fit.
 */
export function* weightDifferences(groups: readonly WeightGroup[]): Steps<Maybe<GroupWeights>> {
  if (groups.length < 2) return { unavailable: "one group" };
  const clusters = clustersOf(groups);
  const prompts = clusters.of.map((by) => new Set(by).size);
  if (Math.min(...prompts) < PROMPTS_NEEDED) return { unavailable: "a group has pairs of fewer than 10 prompts" };
  const weights: Float64Array[] = [];
  for (const { set, weigh } of groups) {
    const fitted = yield* weigh(Int32Array.from({ length: set.pairs }, (_, p) => p));
    if (!isDefined(fitted)) return fitted;
    const shares = normalized(fitted);
    if (!shares) return { unavailable: "a group's weights are all 0" };
    weights.push(shares);
  }
  const drawn = yield* draw(groups, clusters);
  if (drawn.length < 0.9 * DRAWS) return { unavailable: "too few pairs" };
  const differences: Omit<WeightDifference, "p">[] = [];
  const ps: number[] = [];
  for (const second of groups.keys())
    for (let first = 0; first < second; first++) {
      const df = Math.min(prompts[first] ?? 0, prompts[second] ?? 0) - 1;
      for (const [rule, weight] of (weights[first] ?? []).entries()) {
        const value = weight - (weights[second]?.[rule] ?? 0);
        const draws = drawn.map((of) => (of[first]?.[rule] ?? 0) - (of[second]?.[rule] ?? 0));
        const error = deviation(draws);
        const half = studentT95(df) * error;
        const interval = {
          low: Math.max(-1, value - half),
          high: Math.min(1, value + half),
          method: `bootstrap of prompts, ${DRAWS} draws`,
        };
        differences.push({ first, second, rule, difference: { value, interval } });
        ps.push(error > 0 ? studentTTwoSided(value / error, df) : Number.NaN);
      }
    }
  const adjusted = holm(ps);
  return { weights, differences: differences.map((one, at) => ({ ...one, p: adjusted[at] ?? Number.NaN })) };
}

/** By group and pair its cluster: the prompt, or a number of its own. */
interface Clusters {
  readonly of: readonly Int32Array[];
  readonly count: number;
}

function clustersOf(groups: readonly WeightGroup[]): Clusters {
  const numbers = new Map<number, number>();
  let count = 0;
  const of = groups.map(({ prompt }) =>
    prompt.map((name) => {
      const known = name < 0 ? undefined : numbers.get(name);
      if (known !== undefined) return known;
      if (name >= 0) numbers.set(name, count);
      return count++;
    }),
  );
  return { of, count };
}

/** By draw, group and rule; draws in which a group has no weights are left out. */
function* draw(groups: readonly WeightGroup[], { of, count }: Clusters): Steps<Float64Array[][]> {
  const { uniform } = createRandom(seedOf([count, ...groups.map(({ set }) => set.pairs)]));
  const drawn: Float64Array[][] = [];
  for (let d = 0; d < DRAWS; d++) {
    const times = new Uint32Array(count);
    for (let g = 0; g < count; g++) {
      const at = Math.floor(uniform() * count);
      times[at] = (times[at] ?? 0) + 1;
    }
    const fits: Float64Array[] = [];
    for (const [at, { weigh }] of groups.entries()) {
      const among: number[] = [];
      for (const [p, g] of (of[at] ?? []).entries()) for (let n = times[g] ?? 0; n > 0; n--) among.push(p);
      const fitted = among.length > 0 ? yield* weigh(Int32Array.from(among)) : undefined;
      const shares = fitted && isDefined(fitted) ? normalized(fitted) : undefined;
      if (shares) fits.push(shares);
    }
    if (fits.length === groups.length) drawn.push(fits);
    yield;
  }
  return drawn;
}

function normalized(weights: Float64Array): Float64Array | undefined {
  const sum = weights.reduce((total, weight) => total + weight, 0);
  return sum > 0 ? weights.map((weight) => weight / sum) : undefined;
}

function deviation(values: readonly number[]): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1));
}
