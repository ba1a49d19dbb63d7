/** Parts of the machine-readable Analysis: what is unavailable is null, with `...Reason` beside it. */
import { type Estimate, type Interval, isDefined, type Maybe } from "../statistics/result.ts";

export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };
export type JsonObject = { readonly [key: string]: Json };

export function part<T>(name: string, value: Maybe<T>, json: (value: T) => Json): JsonObject {
  return isDefined(value) ? { [name]: json(value) } : { [name]: null, [`${name}Reason`]: value.unavailable };
}

export function number(name: string, value: Maybe<number>): JsonObject {
  return part(name, value, (known) => known);
}

export function value(name: string, estimate: Maybe<Estimate>): JsonObject {
  return part(name, estimate, (known) => known.value);
}

/** The value under its name, the interval's ends under NAMEInterval. */
export function valueWithInterval(name: string, estimate: Maybe<Estimate>): JsonObject {
  return {
    ...value(name, estimate),
    ...pair(`${name}Interval`, isDefined(estimate) ? estimate.interval : estimate),
  };
}

export function estimateJson(estimate: Estimate): JsonObject {
  return { value: estimate.value, ...ends(estimate.interval) };
}

export function ends(interval: Maybe<Interval>): JsonObject {
  return isDefined(interval)
    ? { low: interval.low, high: interval.high, method: interval.method }
    : { low: null, high: null, intervalReason: interval.unavailable };
}

export function pair(name: string, interval: Maybe<Interval>): JsonObject {
  return part(name, interval, ({ low, high }) => [low, high]);
}
