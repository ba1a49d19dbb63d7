import { correctedEntropy, total } from "./entropy.ts";
import { draws } from "./entropy-interval.ts";
import { quantile } from "./quantile.ts";
import type { Interval } from "./result.ts";
import type { Steps } from "./steps.ts";
import { encoreWeights } from "./weights.ts";

const DRAWS = 1000;
/** About a millisecond of work. */
const WEIGHTS_A_STEP = 10_000;
const RULES_A_STEP = 5;

export interface WeighedCounts {
  /** By level of the scale. */
  readonly counts: Float64Array;
  /** How many independent ratings they are worth. */
  readonly effective: number;
}

/**
 * 95% intervals of ENCORE weights at `temperature` (nats), by rule: the envelope, as in `entropyInterval`, of the quantiles of softmax(-h / tau) over
 * 1,000 joint draws h_k = MM_k - T_k clipped to [0, ln m], T_k the error of Miller-Madow, and over those of h_k = H(p*_k). Rules are independent. Linear
 * in the rules for each draw.
 *
 * The first alone covers 0.74 to 0.85 where a rule of 30 to 100 ratings is nearly constant: docs/coverage.md.
 */
export function* weightIntervals(rules: readonly WeighedCounts[], temperature: number): Steps<readonly Interval[]> {
  const pivots: Float32Array[] = [];
  const posteriors: Float32Array[] = [];
  for (const rule of rules) {
    const { pivot, posterior } = yield* drawnEntropies(rule);
    pivots.push(pivot);
    posteriors.push(posterior);
  }
  const byPivot = yield* drawnWeights(pivots, temperature);
  const byPosterior = yield* drawnWeights(posteriors, temperature);
  const intervals: Interval[] = [];
  for (const [k, pivot] of byPivot.entries()) {
    const [one, other] = [middle95(pivot), middle95(byPosterior[k] ?? pivot)];
    intervals.push({
      low: Math.min(one.low, other.low),
      high: Math.max(one.high, other.high),
      method: `pivot and posterior, ${DRAWS} joint draws`,
    });
    if (k % RULES_A_STEP === 0) yield;
  }
  return intervals;
}

function middle95(draws: Float32Array): { low: number; high: number } {
  draws.sort();
  return { low: quantile(draws, 0.025), high: quantile(draws, 0.975) };
}

/** By rule its weights over the draws. */
function* drawnWeights(entropies: readonly Float32Array[], temperature: number): Steps<readonly Float32Array[]> {
  const rules = entropies.length;
  const byRule = new Float32Array(rules * DRAWS);
  const drawn = new Float64Array(rules);
  const weights = new Float64Array(rules);
  for (let draw = 0; draw < DRAWS; draw++) {
    for (let k = 0; k < rules; k++) drawn[k] = entropies[k]?.[draw] ?? 0;
    encoreWeights(drawn, temperature, weights);
    for (let k = 0; k < rules; k++) byRule[k * DRAWS + draw] = weights[k] ?? 0;
    if ((draw * rules) % WEIGHTS_A_STEP < rules) yield;
  }
  return entropies.map((_, k) => byRule.subarray(k * DRAWS, (k + 1) * DRAWS));
}

interface Drawn {
  readonly effective: number;
  readonly pivot: Float32Array;
  readonly posterior: Float32Array;
}

/** Kept as long as the counts are: after an edit only the edited rule is drawn again. */
const known = new WeakMap<Float64Array, Drawn>();

function* drawnEntropies({ counts, effective }: WeighedCounts): Steps<Drawn> {
  const before = known.get(counts);
  if (before?.effective === effective) return before;
  const n = total(counts);
  const scaled = counts.map((count) => (count * effective) / n);
  const middle = correctedEntropy(scaled, effective);
  const most = Math.log(counts.length);
  const { entropies, errors } = draws(scaled, effective, DRAWS);
  const pivot = Float32Array.from(errors, (error) => Math.min(most, Math.max(0, middle - error)));
  const drawn = { effective, pivot, posterior: Float32Array.from(entropies) };
  known.set(counts, drawn);
  yield;
  return drawn;
}
