import { logGamma } from "./log-gamma.ts";

/**
 * The upper tail of Student's t: P(T > t) for `df` degrees of freedom, over 0 and not necessarily whole (Welch's are not).
 * Half the regularised incomplete beta function at df / (df + t^2), for a = df / 2 and b = 1/2 (Abramowitz and Stegun
 * 26.7.1), by its continued fraction. Accurate to 1e-11 relative, far into the tail.
 *
 * studentTUpper(2.2281388520, 10) is 0.025.
 */
export function studentTUpper(t: number, df: number): number {
  if (Number.isNaN(t) || !(df > 0)) return Number.NaN;
  if (t < 0) return 1 - studentTUpper(-t, df);
  const square = t * t;
  if (square === Number.POSITIVE_INFINITY) return 0;
  return incompleteBeta(df / (df + square), square / (df + square), df / 2, 0.5) / 2;
}

/** Both tails: P(|T| > |t|). */
export function studentTTwoSided(t: number, df: number): number {
  return Math.min(1, 2 * studentTUpper(Math.abs(t), df));
}

/** I_x(a, b); `y` is 1 - x, given apart because near 1 it is lost in x. */
function incompleteBeta(x: number, y: number, a: number, b: number): number {
  if (x <= 0) return 0;
  if (y <= 0) return 1;
  const front = Math.exp(logGamma(a + b) - logGamma(a) - logGamma(b) + a * Math.log(x) + b * logOf(y, x));
  // The fraction converges fast on one side of the mean only.
  if (x < (a + 1) / (a + b + 2)) return (front * continuedFraction(x, a, b)) / a;
  return 1 - (front * continuedFraction(y, b, a)) / b;
}

function logOf(y: number, x: number): number {
  return x < 0.5 ? Math.log1p(-x) : Math.log(y);
}

/** The fraction of Abramowitz and Stegun 26.5.8, evaluated from the front (Lentz 1976, as modified by Thompson and Barnett 1986). */
function continuedFraction(x: number, a: number, b: number): number {
  const tiny = 1e-300;
  const away = (value: number): number => (Math.abs(value) < tiny ? tiny : value);
  let c = 1;
  let d = 1 / away(1 - ((a + b) * x) / (a + 1));
  let fraction = d;
  for (let m = 1; m < 100_000; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / away(1 + even * d);
    c = away(1 + even / c);
    fraction *= d * c;
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / away(1 + odd * d);
    c = away(1 + odd / c);
    const factor = d * c;
    fraction *= factor;
    if (Math.abs(factor - 1) < 1e-15) break;
  }
  return fraction;
}

/** The t that is passed with probability `p`, under 1/2: the inverse of `studentTUpper`, by halving. */
export function studentTQuantile(p: number, df: number): number {
  let low = 0;
  let high = 1;
  while (studentTUpper(high, df) > p) high *= 2;
  for (let step = 0; step < 80; step++) {
    const middle = (low + high) / 2;
    if (studentTUpper(middle, df) > p) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
