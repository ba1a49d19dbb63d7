import { createRandom, type Random, seedOf } from "../server/src/statistics/random.ts";
import { type Interval, isDefined, type Maybe } from "../server/src/statistics/result.ts";

/** One setting and how often its intervals held the truth. */
export interface Cell {
  readonly setting: Readonly<Record<string, string | number>>;
  readonly covered: number;
  /** Intervals that were there. */
  readonly intervals: number;
  /** Simulations in which the interval is undefined, for too few ratings. */
  readonly unavailable: number;
}

/** The share of the intervals that hold the truth; NaN where none was there. */
export function coverage({ covered, intervals }: Cell): number {
  return covered / intervals;
}

/** Sums up what `simulate` says, once a simulation: true where the interval holds the truth, undefined for none. */
export function tally(
  setting: Cell["setting"],
  simulations: number,
  random: Random,
  simulate: (random: Random) => boolean | undefined,
): Cell {
  let covered = 0;
  let intervals = 0;
  for (let s = 0; s < simulations; s++) {
    const holds = simulate(random);
    if (holds === undefined) continue;
    intervals++;
    if (holds) covered++;
  }
  return { setting, covered, intervals, unavailable: simulations - intervals };
}

/** A source of its own for each setting, so that neither their order nor their number changes what comes out. */
export function randomOf(setting: Cell["setting"], again = 0): Random {
  const text = JSON.stringify([setting, again]);
  return createRandom(seedOf(Array.from(text, (letter) => letter.charCodeAt(0))));
}

export function holds(interval: Maybe<Interval>, truth: number): boolean | undefined {
  if (!isDefined(interval)) return undefined;
  // The interval of a sure thing has no width, and its truth the rounding of another way of summing.
  return interval.low - 1e-9 <= truth && truth <= interval.high + 1e-9;
}
