import { holm } from "./holm.ts";
import { numberedPrompts } from "./rated-by.ts";
import type { Maybe } from "./result.ts";
import { studentTUpper } from "./student-t-p.ts";

export interface RestComparison {
  /** Correlation within prompts of the rule with the weighted mean of the others. */
  readonly correlation: number;
  /** One-sided, that the rule goes with the rest; adjusted for all rules (Holm). */
  readonly p: number;
  readonly isAgainst: boolean;
  readonly prompts: number;
}

const PROMPTS_NEEDED = 10;
const LEVEL = 0.05;

/**
 * Rules that are high where the others are low, which a wrong polarity makes: by rule the sum within each prompt of the products of its score
 * with the weighted mean of the others', both less their prompt's mean, and a t over prompts (10 or more). `means` are by rule and item, turned
 * for polarity, NaN for none; an item counts where the rule and at least one other rate it. By rule; a rule without weight is compared too.
 */
export function againstTheRest(
  means: readonly Float64Array[],
  weights: ArrayLike<number>,
  prompt: Int32Array,
): readonly Maybe<RestComparison>[] {
  const { of, prompts } = numberedPrompts(prompt);
  const total = new Float64Array(prompt.length);
  const weight = new Float64Array(prompt.length);
  for (const [k, scores] of means.entries())
    for (const [i, score] of scores.entries()) {
      if (Number.isNaN(score)) continue;
      total[i] = (total[i] ?? 0) + (weights[k] ?? 0) * score;
      weight[i] = (weight[i] ?? 0) + (weights[k] ?? 0);
    }
  const found = means.map((scores, k) => {
    const rest = scores.map((score, i) => {
      const others = (weight[i] ?? 0) - (weights[k] ?? 0);
      return others > 1e-12 ? ((total[i] ?? 0) - (weights[k] ?? 0) * score) / others : Number.NaN;
    });
    return overPrompts(scores, rest, of, prompts);
  });
  const adjusted = holm(found.map((one) => ("unavailable" in one ? Number.NaN : one.p)));
  return found.map((one, k) => {
    if ("unavailable" in one) return one;
    const p = adjusted[k] ?? 1;
    return { ...one, p, isAgainst: p <= LEVEL };
  });
}

function overPrompts(
  x: Float64Array,
  y: Float64Array,
  of: Uint32Array,
  prompts: number,
): Maybe<{ correlation: number; p: number; prompts: number }> {
  const sums = [0, 1, 2, 3, 4, 5].map(() => new Float64Array(prompts));
  for (const [i, score] of x.entries()) {
    const rest = y[i] ?? Number.NaN;
    if (Number.isNaN(score + rest)) continue;
    const g = of[i] ?? 0;
    const terms = [1, score, rest, score * rest, score * score, rest * rest];
    for (const [s, values] of sums.entries()) values[g] = (values[g] ?? 0) + (terms[s] ?? 0);
  }
  let [count, sum, squares, xx, yy] = [0, 0, 0, 0, 0];
  for (let g = 0; g < prompts; g++) {
    const [n = 0, sx = 0, sy = 0, sxy = 0, sxx = 0, syy = 0] = sums.map((values) => values[g] ?? 0);
    if (n < 2) continue;
    const product = sxy - (sx * sy) / n;
    count++;
    sum += product;
    squares += product * product;
    xx += sxx - (sx * sx) / n;
    yy += syy - (sy * sy) / n;
  }
  if (count < PROMPTS_NEEDED) return { unavailable: "fewer than 10 prompts have two responses" };
  const variance = (squares - (sum * sum) / count) / (count - 1);
  if (!(variance > 1e-24) || !(xx > 1e-12) || !(yy > 1e-12)) return { unavailable: "no variation within prompts" };
  const t = sum / Math.sqrt(count * variance);
  return { correlation: sum / Math.sqrt(xx * yy), p: studentTUpper(-t, count - 1), prompts: count };
}
