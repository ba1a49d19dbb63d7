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
 * 95% intervals of ENCORE weights at `temperature` (nats), by rule: quantiles of softmax(-h / tau) over 1,000 joint draws h_k = MM_k - T_k clipped to
 * [0, ln m], T_k the error of Miller-Madow as in `entropyInterval`, rules independent. Linear in the rules for each draw.
 */
export function* weightIntervals(rules: readonly WeighedCounts[], temperature: number): Steps<readonly Interval[]> {
  const entropies: Float64Array[] = [];
  for (const rule of rules) {
    entropies.push(drawnEntropies(rule));
    yield;
  }
  const weights = rules.map(() => new Float64Array(DRAWS));
  const drawn = new Float64Array(rules.length);
  for (let draw = 0; draw < DRAWS; draw++) {
    for (let k = 0; k < drawn.length; k++) drawn[k] = entropies[k]?.[draw] ?? 0;
    encoreWeights(drawn, temperature).forEach((weight, k) => {
      const ofRule = weights[k];
      if (ofRule) ofRule[draw] = weight;
    });
    if ((draw * rules.length) % 50_000 < rules.length) yield;
  }
  return weights.map((ofRule) => {
    ofRule.sort();
    return { low: quantile(ofRule, 0.025), high: quantile(ofRule, 0.975), method: `${DRAWS} joint draws` };
  });
}

function drawnEntropies({ counts, effective }: WeighedCounts): Float64Array {
  const n = total(counts);
  const scaled = counts.map((count) => (count * effective) / n);
  const middle = correctedEntropy(scaled, effective);
  const most = Math.log(counts.length);
  return draws(scaled, effective, DRAWS).errors.map((error) => Math.min(most, Math.max(0, middle - error)));
}
