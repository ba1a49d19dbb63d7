import { type PairSet, ungatedCompletePairs } from "./pairs.ts";
import type { Maybe } from "./result.ts";
import type { Steps } from "./steps.ts";

export interface BradleyTerryFit {
  /** By rule, 0 or more unless signs are free, not normalised: the log odds of a preference for a difference of 1 under that rule. */
  readonly weights: Float64Array;
  readonly objective: number;
  /** Pairs it was fitted on. */
  readonly pairs: number;
  /** The fit orders every pair right or ties it: without the penalty the weights would grow without end. */
  readonly separated: boolean;
  /** Largest entry of the projected gradient at the end. */
  readonly residual: number;
}

/** What a fit may be asked for beside the usual one. */
export interface FitOptions {
  /** Some of the usable pairs, all by default; a pair named twice counts twice. */
  readonly among?: Int32Array;
  /** Where the search begins; the result does not depend on it. */
  readonly start?: Float64Array;
  /** lambda, 1e-3 by default. */
  readonly penalty?: number;
  /** What the penalty pulls the weights to, 0 by default. */
  readonly centre?: Float64Array;
  /** Weights below 0 are allowed: what a rule adds beside the others may be against it. */
  readonly isFree?: boolean;
}

/** The usual L2 penalty. */
const usualPenalty = 1e-3;
const wantedResidual = 1e-10;
const mostNewtonSteps = 200;
const mostHoldings = 20;

/**
 * Bradley and Terry's model (1952) with the reward sum_k w_k s_k: minimises mean log(1 + exp(-w.d)) + (lambda / 2)|w - centre|^2
 * over w >= 0, d_k = s_k(preferred) - s_k(rejected), on the pairs that all rules rate and no gate fails. The objective is strictly convex, so the fit is one, wherever
 * it starts. Unavailable where there is no such pair.
 *
 * Newton's method with an active set: rules that the gradient holds at 0 step aside, the rest take a Newton step, and
 * those that it would take below 0 join the held ones, until none does. The Newton system is solved by conjugate
 * gradients that see the items' rewards and never the K x K Hessian nor the pairs x K differences: a step costs as many
 * multiplications as there are ratings, for 7 rules and for 2,000.
 */
export function* fitBradleyTerry(pairs: PairSet, options: FitOptions = {}): Steps<Maybe<BradleyTerryFit>> {
  const { among, start, penalty = usualPenalty, centre = new Float64Array(pairs.rules), isFree = false } = options;
  const usable = among ?? ungatedCompletePairs(pairs);
  if (usable.length === 0 || !pairs.rating.includes(1)) return { unavailable: "no pair that all rules rate" };
  yield;
  const model = logisticModel(pairs, usable, { penalty, centre, lowest: isFree ? Number.NEGATIVE_INFINITY : 0 });
  yield;
  let point = model.at(start ?? new Float64Array(pairs.rules));
  for (let step = 0; step < mostNewtonSteps && residual(model, point) > wantedResidual; step++) {
    const next = yield* searchAlong(model, point, yield* newtonDirection(model, point));
    if (next === undefined) break;
    point = next;
  }
  return {
    weights: point.weights,
    objective: point.objective,
    pairs: usable.length,
    separated: isSeparated(point.margins),
    residual: residual(model, point),
  };
}

/** The objective and what Newton's method needs of it at one point. */
interface Point {
  readonly weights: Float64Array;
  readonly objective: number;
  readonly gradient: Float64Array;
  /** By pair: w.d. */
  readonly margins: Float64Array;
  /** By pair: the second derivative of its loss, over the number of pairs. */
  readonly curvature: Float64Array;
}

interface Aim {
  readonly penalty: number;
  readonly centre: Float64Array;
  /** No weight may be below it. */
  readonly lowest: number;
}

interface Model extends Aim {
  at(weights: Float64Array): Point;
  /** The Hessian at `point` times `vector`. */
  hessianTimes(point: Point, vector: Float64Array): Float64Array;
}

function logisticModel(pairs: PairSet, among: Int32Array, aim: Aim): Model {
  const { penalty, centre } = aim;
  const { columns, first, second, items } = compact(pairs, among);
  const n = among.length;
  const perPair = 1 / n;

  function marginsOf(weights: Float64Array): Float64Array {
    const reward = new Float64Array(items);
    columns.forEach((column, k) => {
      const weight = weights[k] ?? 0;
      if (weight === 0) return;
      for (let i = 0; i < items; i++) reward[i] = (reward[i] ?? 0) + weight * (column[i] ?? 0);
    });
    const margins = new Float64Array(n);
    for (let p = 0; p < n; p++) margins[p] = (reward[first[p] ?? 0] ?? 0) - (reward[second[p] ?? 0] ?? 0);
    return margins;
  }

  /** sum over pairs of factor[p] d_p, plus the penalty times `ridge`. */
  function weighDifferences(factor: Float64Array, ridge: Float64Array): Float64Array {
    const ofItem = new Float64Array(items);
    for (let p = 0; p < n; p++) {
      const a = first[p] ?? 0;
      const b = second[p] ?? 0;
      const f = factor[p] ?? 0;
      ofItem[a] = (ofItem[a] ?? 0) + f;
      ofItem[b] = (ofItem[b] ?? 0) - f;
    }
    return ridge.map((r, k) => dot(columns[k] ?? ofItem, ofItem) + penalty * r);
  }

  function at(weights: Float64Array): Point {
    const margins = marginsOf(weights);
    const curvature = new Float64Array(n);
    const slope = new Float64Array(n);
    let loss = 0;
    let product = 1;
    for (let p = 0; p < n; p++) {
      const margin = margins[p] ?? 0;
      // log(1 + exp(-margin)), with an exponent that cannot overflow; logarithms are taken of 512 factors at a time,
      // each at most 2, because one logarithm costs as much as all the rest.
      const e = Math.exp(-Math.abs(margin));
      const share = 1 / (1 + e);
      if (margin < 0) loss -= margin;
      product *= 1 + e;
      if (p % 512 === 511) {
        loss += Math.log(product);
        product = 1;
      }
      slope[p] = (margin > 0 ? -e : -1) * share * perPair;
      curvature[p] = e * share * share * perPair;
    }
    loss += Math.log(product);
    const away = weights.map((w, k) => w - (centre[k] ?? 0));
    return {
      weights,
      objective: loss / n + (penalty / 2) * dot(away, away),
      gradient: weighDifferences(slope, away),
      margins,
      curvature,
    };
  }

  function hessianTimes(point: Point, vector: Float64Array): Float64Array {
    const factor = marginsOf(vector);
    for (let p = 0; p < n; p++) factor[p] = (factor[p] ?? 0) * (point.curvature[p] ?? 0);
    return weighDifferences(factor, vector);
  }

  return { ...aim, at, hessianTimes };
}

/** The items that take part, renumbered, with their scores by rule. */
function compact(
  pairs: PairSet,
  among: Int32Array,
): { columns: Float64Array[]; first: Int32Array; second: Int32Array; items: number } {
  const number = new Int32Array(pairs.items).fill(-1);
  let items = 0;
  const first = renumber(pairs.chosen);
  const second = renumber(pairs.rejected);
  const columns = pairs.scores.map((scores, k) => {
    const column = new Float64Array(items);
    for (let i = 0; i < number.length; i++) {
      const at = number[i] ?? -1;
      if (at >= 0 && pairs.rating[k]) column[at] = scores[i] ?? 0;
    }
    return column;
  });
  return { columns, first, second, items };

  function renumber(side: Int32Array): Int32Array {
    const renumbered = new Int32Array(among.length);
    for (let p = 0; p < among.length; p++) {
      const item = side[among[p] ?? 0] ?? 0;
      if ((number[item] ?? 0) < 0) number[item] = items++;
      renumbered[p] = number[item] ?? 0;
    }
    return renumbered;
  }
}

/** Rules at or next to 0 that the gradient would push below it; "next to" keeps the steps from zigzagging. */
function heldAtZero(model: Model, point: Point): Uint8Array {
  if (model.lowest < 0) return new Uint8Array(point.weights.length);
  const near = Math.min(1e-6, residual(model, point));
  return Uint8Array.from(point.weights, (w, k) => (w <= near && (point.gradient[k] ?? 0) > 0 ? 1 : 0));
}

/** Largest entry of w - max(lowest, w - gradient): 0 just at the minimum. */
function residual({ lowest }: Model, { weights, gradient }: Point): number {
  let largest = 0;
  for (let k = 0; k < weights.length; k++) {
    largest = Math.max(largest, Math.abs(Math.min((weights[k] ?? 0) - lowest, gradient[k] ?? 0)));
  }
  return largest;
}

/**
 * The step to the minimum of the quadratic model over w >= 0, but that a rule once held stays so until the next step.
 */
function* newtonDirection(model: Model, point: Point): Steps<Float64Array> {
  const { weights } = point;
  const held = heldAtZero(model, point);
  let direction: Float64Array = new Float64Array(held.length);
  for (let round = 0; round < mostHoldings; round++) {
    direction = yield* solveFree(model, point, direction, held);
    let crossings = 0;
    for (let k = 0; k < held.length; k++) {
      if (held[k] || (weights[k] ?? 0) + (direction[k] ?? 0) >= model.lowest) continue;
      held[k] = 1;
      crossings++;
    }
    if (crossings === 0) break;
  }
  const clipped = direction.map((p, k) => Math.max(p, model.lowest - (weights[k] ?? 0)));
  if (dot(clipped, point.gradient) < 0) return clipped;
  return weights.map((w, k) => Math.max(model.lowest, w - (point.gradient[k] ?? 0)) - w);
}

/** Solves H p = -gradient for the free rules by conjugate gradients from `start`; held rules go to 0. */
function* solveFree(model: Model, point: Point, start: Float64Array, held: Uint8Array): Steps<Float64Array> {
  const free = (vector: Float64Array): Float64Array => vector.map((v, k) => (held[k] ? 0 : v));
  const solution = start.map((p, k) => (held[k] ? -(point.weights[k] ?? 0) : p));
  const curvedStart = solution.some((p) => p !== 0) ? model.hessianTimes(point, solution) : solution;
  const remainder = free(point.gradient.map((g, k) => -g - (curvedStart[k] ?? 0)));
  let search = remainder.slice();
  let size = dot(remainder, remainder);
  const slope = dot(free(point.gradient), point.gradient);
  const enough = slope * Math.min(1e-4, Math.sqrt(slope)) ** 2;
  for (let step = 0; step < 2 * held.length + 10 && size > enough; step++) {
    const curved = free(model.hessianTimes(point, search));
    const length = size / dot(search, curved);
    for (let k = 0; k < held.length; k++) {
      solution[k] = (solution[k] ?? 0) + length * (search[k] ?? 0);
      remainder[k] = (remainder[k] ?? 0) - length * (curved[k] ?? 0);
    }
    const left = dot(remainder, remainder);
    const ratio = left / size;
    search = search.map((s, k) => (remainder[k] ?? 0) + ratio * s);
    size = left;
    yield;
  }
  return solution;
}

/**
 * Halves the step until the objective falls as it should (Armijo). Next to the minimum it falls by less than its own
 * rounding, which is therefore allowed for. Unavailable where no step helps.
 */
function* searchAlong(model: Model, point: Point, direction: Float64Array): Steps<Point | undefined> {
  const rounding = 1e-14 * point.objective;
  const slope = dot(direction, point.gradient);
  for (let length = 1; length > 1e-12; length /= 2) {
    const next = model.at(point.weights.map((w, k) => Math.max(model.lowest, w + length * (direction[k] ?? 0))));
    yield;
    if (next.objective <= point.objective + 1e-4 * length * slope + rounding) return next;
  }
  return undefined;
}

function isSeparated(margins: Float64Array): boolean {
  let decided = false;
  for (const margin of margins) {
    if (margin < -1e-9) return false;
    if (margin > 1e-9) decided = true;
  }
  return decided;
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i] ?? 0) * (b[i] ?? 0);
  return sum;
}
