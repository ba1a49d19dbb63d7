import { fisherInterval } from "./fisher.ts";
import { pearson } from "./pearson.ts";
import { permutationP } from "./permutation-p.ts";
import { type Interval, isDefined, type Maybe } from "./result.ts";
import { spearman } from "./spearman.ts";
import type { Steps } from "./steps.ts";

export interface Correlation {
  readonly pearson: Maybe<number>;
  readonly spearman: Maybe<number>;
  /** Two-sided permutation p of Pearson's r. */
  readonly p: Maybe<number>;
  /** Fisher interval of Pearson's r. */
  readonly interval: Maybe<Interval>;
  /** Rules that have both numbers. */
  readonly rules: number;
}

/** How two numbers of each rule go together, say its entropy and its accuracy; by rule, NaN where a rule has none. */
export function* correlation(x: ArrayLike<number>, y: ArrayLike<number>): Steps<Correlation> {
  const both = Array.from(x, (_, k) => k).filter((k) => !Number.isNaN(x[k] ?? NaN) && !Number.isNaN(y[k] ?? NaN));
  const first = Float64Array.from(both, (k) => x[k] ?? 0);
  const second = Float64Array.from(both, (k) => y[k] ?? 0);
  const r = pearson(first, second);
  return {
    pearson: r,
    spearman: isDefined(r) ? spearman(first, second) : r,
    p: yield* permutationP(first, second),
    interval: isDefined(r) ? fisherInterval(r, both.length) : r,
    rules: both.length,
  };
}
