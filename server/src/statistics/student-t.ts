import { z95 } from "./normal.ts";

/**
 * Student's t quantile for the two-sided 95%: the value that |t| stays under with probability 0.95, for `df` degrees of
 * freedom, 1 or more. By bisection of the distribution function, which for whole df is a finite sum (Abramowitz and Stegun
 * 26.7.3 and 26.7.4); from 1,000 on by Cornish and Fisher's expansion (26.7.5), which is then exact to 12 digits.
 *
 * studentT95(1) is 12.706.
 */
export function studentT95(df: number): number {
  const known = quantiles.get(df);
  if (known !== undefined) return known;
  const value = df >= 1000 ? expansion(df) : solve(df);
  if (quantiles.size < 10_000) quantiles.set(df, value);
  return value;
}

/** Jackknives of all rules ask for the same few; a pure function's results, kept. */
const quantiles = new Map<number, number>();

function expansion(df: number): number {
  const z = z95;
  const g1 = (z ** 3 + z) / 4;
  const g2 = (5 * z ** 5 + 16 * z ** 3 + 3 * z) / 96;
  const g3 = (3 * z ** 7 + 19 * z ** 5 + 17 * z ** 3 - 15 * z) / 384;
  const g4 = (79 * z ** 9 + 776 * z ** 7 + 1482 * z ** 5 - 1920 * z ** 3 - 945 * z) / 92160;
  return z + g1 / df + g2 / df ** 2 + g3 / df ** 3 + g4 / df ** 4;
}

/** Bisection: the function is monotone, and 60 halvings are cheap and cannot go astray. */
function solve(df: number): number {
  let low = 1.9;
  let high = 13;
  for (let step = 0; step < 60; step++) {
    const middle = (low + high) / 2;
    if (within(middle, df) < 0.95) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/** P(|t| <= value). */
function within(value: number, df: number): number {
  const theta = Math.atan(value / Math.sqrt(df));
  const cosine = Math.cos(theta);
  const sine = Math.sin(theta);
  if (df === 1) return (2 / Math.PI) * theta;
  const isOdd = df % 2 === 1;
  let term = isOdd ? cosine : 1;
  let sum = term;
  for (let j = isOdd ? 3 : 2; j < df - 1; j += 2) {
    term *= (cosine * cosine * (j - 1)) / j;
    sum += term;
  }
  return isOdd ? (2 / Math.PI) * (theta + sine * sum) : sine * sum;
}
