/** The distributions of ratings over levels that the simulations draw from. */
import { entropyOfShares } from "../server/src/statistics/entropy.ts";

export interface Shape {
  readonly name: string;
  readonly shares: Float64Array;
  /** True entropy, nats. */
  readonly entropy: number;
}

export function shape(name: string, parts: readonly number[]): Shape {
  const sum = parts.reduce((total, part) => total + part, 0);
  const shares = Float64Array.from(parts, (part) => part / sum);
  return { name, shares, entropy: entropyOfShares(shares, 1) };
}

const repeated = (times: number, part: number): number[] => Array.from({ length: times }, () => part);

/** From even to nearly constant, 2 to 11 levels. */
export const shapes: readonly Shape[] = [
  shape("1/5 each", repeated(5, 1)),
  shape(".17 .18 .2 .22 .23", [0.17, 0.18, 0.2, 0.22, 0.23]),
  shape(".1 .15 .2 .25 .3", [0.1, 0.15, 0.2, 0.25, 0.3]),
  shape(".05 .1 .15 .3 .4", [0.05, 0.1, 0.15, 0.3, 0.4]),
  shape(".02 .03 .05 .1 .8", [0.02, 0.03, 0.05, 0.1, 0.8]),
  shape(".01 .01 .01 .47 .5", [0.01, 0.01, 0.01, 0.47, 0.5]),
  shape(".001 x4 .996", [...repeated(4, 0.001), 0.996]),
  shape(".5 .5", [0.5, 0.5]),
  shape(".4 .6", [0.4, 0.6]),
  shape(".1 .9", [0.1, 0.9]),
  shape(".03 .97", [0.03, 0.97]),
  shape("1/10 each", repeated(10, 1)),
  shape(
    "1/i, i to 10",
    repeated(10, 1).map((one, i) => one / (i + 1)),
  ),
  shape(".6 .2 .1 .05 .02 ...", [0.6, 0.2, 0.1, 0.05, 0.02, 0.01, 0.01, 0.004, 0.003, 0.002, 0.001]),
];

/** A peak on one value over an even rest, as high as makes the normalised entropy `wanted`. */
export function peaked(levels: number, wanted: number): Shape {
  return withEntropy(`one of ${levels} prevails`, wanted, (t) =>
    repeated(levels, 1).map((_, v) => (1 - t) / levels + (v === 0 ? t : 0)),
  );
}

/** Shares that fall by one ratio from level to level. */
export function falling(levels: number, wanted: number): Shape {
  return withEntropy(`${levels} falling`, wanted, (t) => repeated(levels, 1).map((_, v) => (1 - t) ** v));
}

/** `parts(t)` is even at t = 0 and constant at t = 1; entropy falls between. */
function withEntropy(name: string, wanted: number, parts: (t: number) => number[]): Shape {
  let even = 0;
  let constant = 1 - 1e-9;
  for (let step = 0; step < 60; step++) {
    const middle = (even + constant) / 2;
    const { entropy, shares } = shape(name, parts(middle));
    if (entropy / Math.log(shares.length) > wanted) even = middle;
    else constant = middle;
  }
  return shape(name, parts(even));
}
