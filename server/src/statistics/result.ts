/**
 * A number that is unavailable, with the reason a user reads: "no ratings", "no variation", "one rater", "pending".
 * Never 0 and never NaN.
 */
export interface Unavailable {
  readonly unavailable: string;
}

export type Maybe<T> = T | Unavailable;

export function isDefined<T>(value: Maybe<T>): value is T {
  return !(typeof value === "object" && value !== null && "unavailable" in value);
}

/** An interval of 95% and how it was made. */
export interface Interval {
  readonly low: number;
  readonly high: number;
  readonly method: string;
}

/** An estimate with its interval; the interval may be missing where the estimate is not. */
export interface Estimate {
  readonly value: number;
  readonly interval: Maybe<Interval>;
}
