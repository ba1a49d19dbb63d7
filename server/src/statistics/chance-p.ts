import { dyadicSum, responsesIn } from "./clustered-wilson.ts";
import type { Maybe } from "./result.ts";
import { studentTTwoSided } from "./student-t-p.ts";

const PROMPTS_NEEDED = 5;

/**
 * The two-sided p of "right in half of the decided pairs": t over prompts of s_g = wins_g - decided_g / 2, t = mean(s) sqrt(G) / sd(s), G - 1 degrees
 * of freedom, G prompts with decided pairs. A z at the effective number of pairs errs far too often at 5 to 10 prompts
 * (docs/coverage.md). Where every prompt says exactly the same there is no sd, and p is that of the sign test, 2 / 2^G, or 1 for all at one half.
 * Unavailable under 5 prompts.
 */
export function chanceP(wins: ArrayLike<number>, decided: ArrayLike<number>): Maybe<number> {
  let prompts = 0;
  let sum = 0;
  let squares = 0;
  for (let g = 0; g < decided.length; g++) {
    const pairs = decided[g] ?? 0;
    if (pairs === 0) continue;
    const s = (wins[g] ?? 0) - pairs / 2;
    prompts++;
    sum += s;
    squares += s * s;
  }
  if (prompts < PROMPTS_NEEDED) return { unavailable: "fewer than 5 prompts with decided pairs" };
  // Sums of halves and quarters are exact, so 0 is 0.
  const spread = (squares - (sum * sum) / prompts) / (prompts - 1);
  if (spread <= 0) return sum === 0 ? 1 : 2 ** (1 - prompts);
  return studentTTwoSided(sum / Math.sqrt(prompts * spread), prompts - 1);
}

/** The same where pairs of different prompts share responses, by the dyadic sum (see `dyadicWilson`). */
export function dyadicChanceP(
  outcome: ArrayLike<number>,
  first: ArrayLike<number>,
  second: ArrayLike<number>,
  responses: number,
): Maybe<number> {
  const n = outcome.length;
  const clusters = Math.min(n, responsesIn(first, second, responses));
  if (clusters < PROMPTS_NEEDED) return { unavailable: "fewer than 5 responses with decided pairs" };
  let wins = 0;
  for (let p = 0; p < n; p++) wins += outcome[p] ?? 0;
  const variance = dyadicSum(outcome, first, second, responses);
  if (variance <= 0) return wins === n / 2 ? 1 : wins === 0 || wins === n ? 2 ** (1 - clusters) : 1;
  return studentTTwoSided((wins - n / 2) / Math.sqrt(variance), clusters - 1);
}
