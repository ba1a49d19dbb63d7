import { type PromptSums, promptSums, squaresOf } from "./prompt-sums.ts";
import type { RatedBy } from "./rated-by.ts";
import { type Estimate, type Interval, isDefined, type Maybe } from "./result.ts";
import { studentT95 } from "./student-t.ts";

/**
 * Where the variance of one rule's ratings comes from. Scores are on [0, 1], so these are in squares of the scale. Values are raw:
 * unbiased estimates, and so below 0 where the truth is near it.
 */
export interface VarianceComponents {
  /** Between prompts. */
  readonly prompt: Maybe<Estimate>;
  /** Between the responses to one prompt. */
  readonly response: Maybe<Estimate>;
  /** Between these raters' severities. */
  readonly rater: Maybe<Estimate>;
  /** What is left: one rater, one response. */
  readonly residual: Maybe<Estimate>;
  /** All that two raters of one response differ by: severity and residual. */
  readonly disagreement: Maybe<Estimate>;
  /** Share of a rule's differences between responses to one prompt that is not the raters' noise; at most 1. */
  readonly withinPromptReliability: Maybe<Estimate>;
}

const PROMPTS_NEEDED = 10;
const SAME_RATER_PAIRS_NEEDED = 30;
const METHOD = "jackknife over prompts";

/**
 * Variance components by symmetric differences (Koch, Technometrics 9, 1967), unbiased for unbalanced designs. Each of these is half the mean
 * squared difference of two ratings: A of one response by different raters, B of two responses to one prompt by different raters, B_s of
 * the same by one rater, C of responses to different prompts by different raters.
 *
 * prompt = C - B, response = B - A, rater = B - B_s, residual = A - rater.
 * Reliability within a prompt = (B - A) / (B - f (B - B_s)), f = the mean over pairs of responses of shared raters / sqrt(n_i n_j).
 *
 * A needs 10 prompts with a response rated twice, B 10 prompts with two responses by different raters, B_s 30 pairs from 10 prompts. f is
 * 0 where B_s is unavailable. Intervals are estimate +- t jackknife standard errors, each prompt left out once.
 */
export function varianceComponents(ratings: RatedBy): Maybe<VarianceComponents> {
  if (ratings.score.length === 0) return { unavailable: "no ratings" };
  return componentsOf(promptSums(ratings));
}

/** The same from sums that are there already, without intervals where nobody asks for them. */
export function componentsOf(sums: PromptSums, { hasIntervals = true } = {}): VarianceComponents {
  const all = totalsOf(sums);
  const support = supportOf(sums);
  const left = hasIntervals ? Array.from({ length: sums.prompts }, (_, g) => without(all, sums, g)) : [];

  function part(needs: readonly Need[], of: (terms: Terms) => number): Maybe<Estimate> {
    const lacking = needs.find((need) => !support[need].isEnough);
    if (lacking) return { unavailable: support[lacking].reason };
    const value = of(termsOf(all, support.same.isEnough));
    if (!Number.isFinite(value)) return { unavailable: "no variation" };
    const prompts = Math.min(...needs.map((need) => support[need].prompts));
    const values = left.map((totals) => of(termsOf(totals, support.same.isEnough)));
    return { value, interval: interval(value, values, prompts) };
  }

  return {
    prompt: part(["other", "between"], ({ b, c }) => c - b),
    response: part(["between", "response"], ({ a, b }) => b - a),
    rater: part(["between", "same"], ({ b, same }) => b - same),
    residual: part(["response", "between", "same"], ({ a, b, same }) => a - (b - same)),
    disagreement: part(["response"], ({ a }) => a),
    withinPromptReliability: part(["between", "response"], reliability),
  };
}

/**
 * Reliability within prompts where prompt g counts `times[g]` times, once where there is no list: what a bootstrap over prompts draws.
 * NaN where it is undefined.
 */
export function drawnReliability(sums: PromptSums, times: ArrayLike<number>, hasSame: boolean): number {
  const total = (values: Float64Array): number => {
    let sum = 0;
    for (let g = 0; g < values.length; g++) sum += (times[g] ?? 0) * (values[g] ?? 0);
    return sum;
  };
  const half = (squares: Float64Array, pairs: Float64Array): number => total(squares) / (2 * total(pairs));
  return reliability({
    a: half(sums.responseSquares, sums.responsePairs),
    b: half(sums.betweenSquares, sums.betweenPairs),
    same: hasSame ? half(sums.sameSquares, sums.samePairs) : 0,
    c: 0,
    f: hasSame ? total(sums.overlap) / total(sums.overlapPairs) : 0,
  });
}

/** Whether ratings of one rater of two responses are enough for B_s. */
export function hasSameRaterPairs(sums: PromptSums): boolean {
  return supportOf(sums).same.isEnough;
}

/** How many prompts have two responses that different raters rated: below 10 there are, for weights, no prompts. */
export function promptsWithPairs(sums: PromptSums): number {
  return countOver0(sums.betweenPairs);
}

interface Terms {
  readonly a: number;
  readonly b: number;
  readonly same: number;
  readonly c: number;
  readonly f: number;
}

function reliability({ a, b, same, f }: Terms): number {
  const observed = b - f * (b - same);
  return observed > 1e-15 ? Math.min(1, (b - a) / observed) : Number.NaN;
}

/** Totals over prompts; `within` is of all pairs of one prompt, `raters` of all pairs of one rater. */
interface Totals {
  readonly responsePairs: number;
  readonly responseSquares: number;
  readonly betweenPairs: number;
  readonly betweenSquares: number;
  readonly samePairs: number;
  readonly sameSquares: number;
  readonly overlap: number;
  readonly overlapPairs: number;
  readonly n: number;
  readonly sum: number;
  readonly squares: number;
  readonly raterPairs: number;
  readonly raterSquares: number;
  readonly byRater: { n: Float64Array; sum: Float64Array; squares: Float64Array };
}

function totalsOf(sums: PromptSums): Totals {
  const raters = sums.cellRater.reduce((most, rater) => Math.max(most, rater + 1), 0);
  const byRater = { n: new Float64Array(raters), sum: new Float64Array(raters), squares: new Float64Array(raters) };
  for (let cell = 0; cell < sums.cellRater.length; cell++) {
    const rater = sums.cellRater[cell] ?? 0;
    byRater.n[rater] = (byRater.n[rater] ?? 0) + (sums.cellN[cell] ?? 0);
    byRater.sum[rater] = (byRater.sum[rater] ?? 0) + (sums.cellSum[cell] ?? 0);
    byRater.squares[rater] = (byRater.squares[rater] ?? 0) + (sums.cellSquares[cell] ?? 0);
  }
  let raterPairs = 0;
  let raterSquares = 0;
  for (let rater = 0; rater < raters; rater++) {
    const n = byRater.n[rater] ?? 0;
    raterPairs += (n * (n - 1)) / 2;
    raterSquares += squaresOf(n, byRater.sum[rater] ?? 0, byRater.squares[rater] ?? 0);
  }
  return {
    responsePairs: total(sums.responsePairs),
    responseSquares: total(sums.responseSquares),
    betweenPairs: total(sums.betweenPairs),
    betweenSquares: total(sums.betweenSquares),
    samePairs: total(sums.samePairs),
    sameSquares: total(sums.sameSquares),
    overlap: total(sums.overlap),
    overlapPairs: total(sums.overlapPairs),
    n: total(sums.n),
    sum: total(sums.sum),
    squares: total(sums.squares),
    raterPairs,
    raterSquares,
    byRater,
  };
}

/** The totals without prompt g, in a time linear in its cells. */
function without(all: Totals, sums: PromptSums, g: number): Totals {
  let { raterPairs, raterSquares } = all;
  const { byRater } = all;
  for (let cell = sums.cellStart[g] ?? 0; cell < (sums.cellStart[g + 1] ?? 0); cell++) {
    const rater = sums.cellRater[cell] ?? 0;
    const [n, sum, squares] = [byRater.n[rater] ?? 0, byRater.sum[rater] ?? 0, byRater.squares[rater] ?? 0];
    const less = n - (sums.cellN[cell] ?? 0);
    raterPairs += (less * (less - 1) - n * (n - 1)) / 2;
    raterSquares +=
      squaresOf(less, sum - (sums.cellSum[cell] ?? 0), squares - (sums.cellSquares[cell] ?? 0)) -
      squaresOf(n, sum, squares);
  }
  return {
    responsePairs: all.responsePairs - (sums.responsePairs[g] ?? 0),
    responseSquares: all.responseSquares - (sums.responseSquares[g] ?? 0),
    betweenPairs: all.betweenPairs - (sums.betweenPairs[g] ?? 0),
    betweenSquares: all.betweenSquares - (sums.betweenSquares[g] ?? 0),
    samePairs: all.samePairs - (sums.samePairs[g] ?? 0),
    sameSquares: all.sameSquares - (sums.sameSquares[g] ?? 0),
    overlap: all.overlap - (sums.overlap[g] ?? 0),
    overlapPairs: all.overlapPairs - (sums.overlapPairs[g] ?? 0),
    n: all.n - (sums.n[g] ?? 0),
    sum: all.sum - (sums.sum[g] ?? 0),
    squares: all.squares - (sums.squares[g] ?? 0),
    raterPairs,
    raterSquares,
    byRater,
  };
}

function termsOf(totals: Totals, hasSame: boolean): Terms {
  const other = otherPrompts(totals);
  return {
    a: totals.responseSquares / (2 * totals.responsePairs),
    b: totals.betweenSquares / (2 * totals.betweenPairs),
    same: hasSame ? totals.sameSquares / (2 * totals.samePairs) : 0,
    c: other.squares / (2 * other.pairs),
    f: hasSame ? totals.overlap / totals.overlapPairs : 0,
  };
}

/** Pairs of different prompts by different raters: all, less those of one prompt, less those of one rater in two prompts. */
function otherPrompts(totals: Totals): { pairs: number; squares: number } {
  const { n, betweenPairs, betweenSquares, responsePairs, responseSquares, raterPairs, raterSquares } = totals;
  return {
    pairs: (n * (n - 1)) / 2 - betweenPairs - responsePairs - raterPairs,
    squares: squaresOf(n, totals.sum, totals.squares) - betweenSquares - responseSquares - raterSquares,
  };
}

type Need = "response" | "between" | "same" | "other";

interface Support {
  readonly isEnough: boolean;
  readonly prompts: number;
  readonly reason: string;
}

function supportOf(sums: PromptSums): Record<Need, Support> {
  const [response, between, same] = [sums.responsePairs, sums.betweenPairs, sums.samePairs].map(countOver0);
  const [twice = 0, two = 0, one = 0] = [response, between, same];
  const prompts = countOver0(sums.n);
  const others = otherPrompts(totalsOf(sums)).pairs;
  return {
    response: {
      isEnough: twice >= PROMPTS_NEEDED,
      prompts: twice,
      reason: twice === 0 ? "one rating an item" : "fewer than 10 prompts have a response with two ratings",
    },
    between: {
      isEnough: two >= PROMPTS_NEEDED,
      prompts: two,
      reason: "fewer than 10 prompts have two responses rated by different raters",
    },
    same: {
      isEnough: one >= PROMPTS_NEEDED && total(sums.samePairs) >= SAME_RATER_PAIRS_NEEDED,
      prompts: one,
      reason: "fewer than 30 times, or in fewer than 10 prompts, did one rater rate two responses",
    },
    other: { isEnough: others > 0 && prompts > 1, prompts, reason: "no two prompts by different raters" },
  };
}

function interval(value: number, left: readonly number[], prompts: number): Maybe<Interval> {
  const mean = left.reduce((sum, one) => sum + one, 0) / left.length;
  const squares = left.reduce((sum, one) => sum + (one - mean) ** 2, 0);
  const half = studentT95(prompts - 1) * Math.sqrt(((left.length - 1) / left.length) * squares);
  if (!Number.isFinite(half)) return { unavailable: "too few prompts" };
  return { low: value - half, high: value + half, method: METHOD };
}

/** "Brief the raters" rather than "reword the rule": severity's lower end is over half of what raters of one response differ by. */
export function isMostlySeverity({ rater, disagreement }: VarianceComponents): boolean {
  return (
    isDefined(rater) &&
    isDefined(rater.interval) &&
    isDefined(disagreement) &&
    rater.interval.low > disagreement.value / 2
  );
}

function total(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0);
}

function countOver0(values: Float64Array): number {
  return values.reduce((count, value) => (value > 0 ? count + 1 : count), 0);
}
