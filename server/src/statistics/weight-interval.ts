import { correctedEntropy, total } from "./entropy.ts";
import { draws } from "./entropy-interval.ts";
import { quantile } from "./quantile.ts";
import type { Interval } from "./result.ts";
import type { Steps } from "./steps.ts";
import { encoreWeights } from "./weights.ts";

const DRAWS = 1000;

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
  const pivots: Float64Array[] = [];
  const posteriors: Float64Array[] = [];
  for (const rule of rules) {
    const { pivot, posterior } = drawnEntropies(rule);
    pivots.push(pivot);
    posteriors.push(posterior);
    yield;
  }
  const byPivot = yield* drawnWeights(pivots, temperature);
  const byPosterior = yield* drawnWeights(posteriors, temperature);
  return rules.map((_, k) => {
    const [pivot, posterior] = [byPivot[k] ?? new Float64Array(), byPosterior[k] ?? new Float64Array()];
    return {
      low: Math.min(quantile(pivot, 0.025), quantile(posterior, 0.025)),
      high: Math.max(quantile(pivot, 0.975), quantile(posterior, 0.975)),
      method: `pivot and posterior, ${DRAWS} joint draws`,
    };
  });
}

/** By rule its weights over the draws, ascending. */
function* drawnWeights(entropies: readonly Float64Array[], temperature: number): Steps<readonly Float64Array[]> {
  const weights = entropies.map(() => new Float64Array(DRAWS));
  const drawn = new Float64Array(entropies.length);
  for (let draw = 0; draw < DRAWS; draw++) {
    for (let k = 0; k < drawn.length; k++) drawn[k] = entropies[k]?.[draw] ?? 0;
    encoreWeights(drawn, temperature).forEach((weight, k) => {
      const ofRule = weights[k];
      if (ofRule) ofRule[draw] = weight;
    });
    if ((draw * entropies.length) % 50_000 < entropies.length) yield;
  }
  return weights.map((ofRule) => ofRule.sort());
}

function drawnEntropies({ counts, effective }: WeighedCounts): { pivot: Float64Array; posterior: Float64Array } {
  const n = total(counts);
  const scaled = counts.map((count) => (count * effective) / n);
  const middle = correctedEntropy(scaled, effective);
  const most = Math.log(counts.length);
  const { entropies, errors } = draws(scaled, effective, DRAWS);
  return { pivot: errors.map((error) => Math.min(most, Math.max(0, middle - error))), posterior: entropies };
}
