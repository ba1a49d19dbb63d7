import { type PairSet, pairSet } from "../server/src/statistics/pairs.ts";
import type { Random } from "../server/src/statistics/random.ts";

export interface PairDesign {
  readonly prompts: number;
  /** Responses a prompt; each two of them are a pair, so pairs share responses. */
  readonly responses: number;
  /** By rule: how much of a response's quality it sees, on top of noise of variance 1. 0 sees nothing. */
  readonly sight: readonly number[];
  /** Standard deviation over prompts of what a rule sees: pairs of a prompt go together. */
  readonly unevenness: number;
}

/**
 * Responses of standard normal quality; the better of two is preferred. A rule's score is its sight times the quality,
 * plus noise, on five levels.
 */
export function simulatePairs(random: Random, design: PairDesign): PairSet {
  const { prompts, responses, sight, unevenness } = design;
  const items = prompts * responses;
  const scores = sight.map(() => new Float64Array(items));
  const quality = Float64Array.from({ length: items }, () => random.normal());
  const chosen: number[] = [];
  const rejected: number[] = [];
  const prompt: number[] = [];
  for (let g = 0; g < prompts; g++) {
    const first = g * responses;
    for (const [k, seen] of sight.entries()) {
      const here = seen + unevenness * random.normal();
      const ofRule = scores[k] ?? new Float64Array(items);
      for (let i = first; i < first + responses; i++)
        ofRule[i] = level((here * (quality[i] ?? 0) + random.normal()) / Math.sqrt(1 + here * here));
    }
    for (let i = first; i < first + responses; i++)
      for (let j = first; j < i; j++) {
        const isFirstBetter = (quality[i] ?? 0) > (quality[j] ?? 0);
        chosen.push(isFirstBetter ? i : j);
        rejected.push(isFirstBetter ? j : i);
        prompt.push(g);
      }
  }
  return pairSet({
    items,
    scores,
    chosen: Int32Array.from(chosen),
    rejected: Int32Array.from(rejected),
    prompt: Int32Array.from(prompt),
  });
}

/** 0, 1/4 ... 1 for about a fifth of a standard normal each. */
function level(z: number): number {
  return [-0.84, -0.25, 0.25, 0.84].filter((cut) => z > cut).length / 4;
}
