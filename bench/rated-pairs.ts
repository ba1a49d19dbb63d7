/** Made-up ratings and preferences of a size that a large rubric reaches: seeded, so every run measures the same. */
import { type PairSet, pairSet } from "../server/src/statistics/pairs.ts";
import { createRandom } from "../server/src/statistics/random.ts";

export const size = { rules: 7, raters: 4, prompts: 1112, responses: 9, pairs: 40_000, levels: 5 };

export interface GeneratedRatings {
  /** By rule, by item: the levels that the raters gave, 0 ... 4. */
  readonly ratings: readonly (readonly Uint8Array[])[];
  readonly pairs: PairSet;
}

/** A response has a quality; each rule sees it more or less; each rater adds an error of that rule's size. */
export function generateRatings(): GeneratedRatings {
  const { uniform } = createRandom(280_000);
  const noise = (): number => uniform() + uniform() + uniform() - 1.5;
  const items = size.prompts * size.responses;
  const quality = Float64Array.from({ length: items }, noise);
  const ratings = Array.from({ length: size.rules }, (_, k) =>
    Array.from(quality, (q) => {
      const seen = (k / size.rules) * noise() + (1 - k / size.rules) * q;
      return Uint8Array.from({ length: size.raters }, () => level(seen + (0.3 + k / 10) * noise()));
    }),
  );
  const scores = ratings.map((ofRule) =>
    Float64Array.from(ofRule, (given) => given.reduce((sum, v) => sum + v, 0) / (size.raters * (size.levels - 1))),
  );
  return { ratings, pairs: pairSet({ items, scores, ...judgedPairs(quality, noise) }) };
}

function level(seen: number): number {
  return Math.max(0, Math.min(size.levels - 1, Math.floor((seen + 1.2) * 2.1)));
}

function judgedPairs(
  quality: Float64Array,
  noise: () => number,
): { chosen: Int32Array; rejected: Int32Array; prompt: Int32Array } {
  const chosen = new Int32Array(size.pairs);
  const rejected = new Int32Array(size.pairs);
  const prompt = new Int32Array(size.pairs);
  let p = 0;
  for (let g = 0; p < size.pairs; g++) {
    for (let a = g * size.responses; a < (g + 1) * size.responses; a++) {
      for (let b = a + 1; b < (g + 1) * size.responses && p < size.pairs; b++, p++) {
        const isFirst = (quality[a] ?? 0) - (quality[b] ?? 0) + 0.6 * noise() > 0;
        chosen[p] = isFirst ? a : b;
        rejected[p] = isFirst ? b : a;
        prompt[p] = g;
      }
    }
  }
  return { chosen, rejected, prompt };
}
