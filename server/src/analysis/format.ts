/** How numbers look, everywhere: findings, hovers, hints, tables. JSON alone keeps them whole. */
import type { Estimate, Interval, Maybe } from "../statistics/result.ts";
import { isDefined } from "../statistics/result.ts";
import { PENDING } from "./analysis.ts";

export type EntropyUnit = "nats" | "bits";

/** Two decimals, more where two would show a number over zero as 0.00. */
export function decimal(value: number, digits = 2): string {
  if (value === Number.POSITIVE_INFINITY) return "∞";
  const small = value !== 0 && Math.abs(value) < 0.5 * 10 ** -digits;
  return small ? value.toPrecision(1) : unsigned(value.toFixed(digits));
}

/** Tiny numbers are said as such: a 2,000th of the weight is not a tenth of a thousandth of a digit. */
export function weight(value: number): string {
  return value > 0 && value < 0.0005 ? "<0.001" : value.toFixed(value < 0.095 ? 3 : 2);
}

/** `value` is in nats. */
export function entropy(value: number, unit: EntropyUnit = "nats"): string {
  return unsigned((unit === "bits" ? value / Math.LN2 : value).toFixed(2));
}

export function entropyInterval({ low, high }: Interval, unit: EntropyUnit = "nats"): string {
  return `[${entropy(low, unit)}, ${entropy(high, unit)}]`;
}

/** 0.712 as 71.2%. */
export function percent(share: number, digits = 1): string {
  return `${unsigned((100 * share).toFixed(digits))}%`;
}

export function percentInterval({ low, high }: Interval): string {
  return `[${percent(low)}, ${percent(high)}]`;
}

/** A difference of shares in points: +0.7 [-0.2, 1.6]. */
export function points({ value, interval }: Estimate): string {
  const difference = signed(100 * value, 1);
  if (!isDefined(interval)) return difference;
  return `${difference} [${unsigned((100 * interval.low).toFixed(1))}, ${unsigned((100 * interval.high).toFixed(1))}]`;
}

export function interval({ low, high }: Interval, digits = 2): string {
  return `[${decimal(low, digits)}, ${decimal(high, digits)}]`;
}

/** An estimate with its interval, where it has one: 0.15 [0.10, 0.20]. */
export function estimate({ value, interval: around }: Estimate, digits = 2): string {
  const shown = decimal(value, digits);
  return isDefined(around) ? `${shown} ${interval(around, digits)}` : shown;
}

export function signed(value: number, digits = 2): string {
  const shown = unsigned(value.toFixed(digits));
  return shown.startsWith("-") || Number(shown) === 0 ? shown : `+${shown}`;
}

/** 12345 as 12,345. */
export function count(value: number): string {
  return Math.round(value)
    .toString()
    .replace(/\B(?=(\d{3})+$)/g, ",");
}

/** "1 rule", "2 rules"; a noun with another plural gives it. */
export function counted(value: number, noun: string, plural = `${noun}s`): string {
  return `${count(value)} ${value === 1 ? noun : plural}`;
}

export function probability(p: number): string {
  return p < 0.001 ? "p < 0.001" : `p = ${p.toFixed(p < 0.095 ? 3 : 2)}`;
}

export function temperature(tau: number): string {
  return tau === Number.POSITIVE_INFINITY ? "∞" : String(Number(tau.toPrecision(3)));
}

/** A weight against an equal share: 1.3, 0.4, 0.05. */
export function ratio(value: number): string {
  return value.toFixed(value < 0.095 ? 2 : 1);
}

/** The number as shown by `show`, or why there is none. */
export function orReason<T>(value: Maybe<T>, show: (value: T) => string): string {
  if (isDefined(value)) return show(value);
  return value.unavailable === PENDING ? "being computed" : value.unavailable;
}

/** -0.0 is a rounding, not a number. */
function unsigned(shown: string): string {
  return /^-0(\.0*)?$/.test(shown) ? shown.slice(1) : shown;
}
