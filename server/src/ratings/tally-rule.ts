/** The ratings of one rule -> its tally. Typed arrays and plain loops: there are hundreds of thousands of ratings. */

import type { Place, RaterRatings, RuleTally } from "../tallies/tallies.ts";
import { type Grouped, groupRows } from "./grouped.ts";
import { collectPatterns } from "./item-patterns.ts";

/** Ratings of all files, by entry. Codes number sorted texts; -1 for a missing rating and for an unnamed rater. */
export interface Ratings {
  readonly item: Int32Array;
  readonly rater: Int32Array;
  readonly value: Int32Array;
  readonly items: number;
  readonly raters: number;
  readonly values: readonly string[];
  readonly place: (at: number) => Place | undefined;
}

/** `rows` are the entries of the rule, ascending. */
export function tallyRule(all: Ratings, rows: Int32Array): Omit<RuleTally, "rule" | "wording"> {
  const given = withValue(all, rows);
  const byItem = groupRows(given, gather(all.item, given), all.items);
  const { counting, repeats } = dropRepeats(all, byItem);

  const first = firstOfValues(all, counting.rows);
  const seen = [...first.keys()].filter((value) => (first[value] ?? -1) >= 0);
  const local = new Int32Array(first.length);
  seen.forEach((value, at) => {
    local[value] = at;
  });
  const value = gather(local, gather(all.value, counting.rows));
  const counts = new Float64Array(seen.length);
  for (let i = 0; i < value.length; i++) counts[value[i] ?? 0] = (counts[value[i] ?? 0] ?? 0) + 1;

  const rater = gather(all.rater, counting.rows);
  const raters = ratersOf(rater, all.raters);
  const [one, two] = raters.named;
  return {
    values: seen.map((code) => all.values[code] ?? ""),
    counts,
    first: seen.map((code) => all.place(first[code] ?? 0)),
    missing: rows.length - given.length,
    repeats,
    raters: raters.named.length,
    raterPairs:
      raters.named.length === 2 && !raters.isSomeUnnamed
        ? pairUp(counting.start, value, rater, one ?? -1, two ?? -1, seen.length)
        : undefined,
    // Before the patterns, which sort the values.
    ratings: all.raters > 0 ? byRater(counting.start, rater, value) : undefined,
    ...collectPatterns(counting.start, value),
  };
}

/** Without those whose rating is missing. */
function withValue(all: Ratings, rows: Int32Array): Int32Array {
  const given = new Int32Array(rows.length);
  let count = 0;
  for (let i = 0; i < rows.length; i++) {
    const at = rows[i] ?? 0;
    if ((all.value[at] ?? -1) >= 0) given[count++] = at;
  }
  return given.subarray(0, count);
}

function gather(from: Int32Array, at: Int32Array): Int32Array {
  const values = new Int32Array(at.length);
  for (let i = 0; i < at.length; i++) values[i] = from[at[i] ?? 0] ?? 0;
  return values;
}

/**
 * A rater's last rating of an item is the one that counts, so each item is walked backwards. Ratings without a rater
 * repeat nothing.
 */
function dropRepeats(all: Ratings, byItem: Grouped): { counting: Grouped; repeats: RuleTally["repeats"] } {
  const { start, rows } = byItem;
  const walkedItem = new Int32Array(all.raters).fill(-1);
  const countingValue = new Int32Array(all.raters);
  const following = new Int32Array(all.raters);
  const isDropped = new Uint8Array(rows.length);
  let dropped = 0;
  let same = 0;
  let first = -1;
  for (let item = 0; item + 1 < start.length; item++)
    for (let i = (start[item + 1] ?? 0) - 1; i >= (start[item] ?? 0); i--) {
      const at = rows[i] ?? 0;
      const rater = all.rater[at] ?? -1;
      if (rater < 0) continue;
      if (walkedItem[rater] === item) {
        isDropped[i] = 1;
        dropped++;
        if (all.value[at] === countingValue[rater]) same++;
        const repeat = following[rater] ?? 0;
        if (first < 0 || repeat < first) first = repeat;
      } else {
        walkedItem[rater] = item;
        countingValue[rater] = all.value[at] ?? 0;
      }
      following[rater] = at;
    }
  if (dropped === 0) return { counting: byItem, repeats: { same: 0, conflicting: 0, first: undefined } };
  return {
    counting: without(byItem, isDropped),
    repeats: { same, conflicting: dropped - same, first: all.place(first) },
  };
}

function without({ start, rows }: Grouped, isDropped: Uint8Array): Grouped {
  const kept = rows.filter((_, i) => isDropped[i] === 0);
  const newStart = new Int32Array(start.length);
  let item = 0;
  let count = 0;
  for (let i = 0; i <= rows.length; i++) {
    while (item < start.length && start[item] === i) newStart[item++] = count;
    if (isDropped[i] === 0) count++;
  }
  return { start: newStart, rows: kept };
}

/** By value: the first entry that has it, -1 for none. */
function firstOfValues(all: Ratings, rows: Int32Array): Int32Array {
  const first = new Int32Array(all.values.length).fill(-1);
  for (let i = 0; i < rows.length; i++) {
    const at = rows[i] ?? 0;
    const value = all.value[at] ?? 0;
    const known = first[value] ?? -1;
    if (known < 0 || at < known) first[value] = at;
  }
  return first;
}

function ratersOf(rater: Int32Array, raters: number): { named: number[]; isSomeUnnamed: boolean } {
  const isSeen = new Uint8Array(raters);
  let isSomeUnnamed = false;
  for (let i = 0; i < rater.length; i++) {
    const code = rater[i] ?? -1;
    if (code < 0) isSomeUnnamed = true;
    else isSeen[code] = 1;
  }
  const named: number[] = [];
  isSeen.forEach((seen, code) => {
    if (seen === 1) named.push(code);
  });
  return { named, isSomeUnnamed };
}

/** The ratings of named raters, of each item in the order of the raters. */
function byRater(start: Int32Array, rater: Int32Array, value: Int32Array): RaterRatings {
  let named = 0;
  for (let i = 0; i < rater.length; i++) if ((rater[i] ?? -1) >= 0) named++;
  const ratings = {
    item: new Uint32Array(named),
    rater: new Uint32Array(named),
    value: new Uint32Array(named),
  };
  let next = 0;
  for (let item = 0; item + 1 < start.length; item++) {
    const first = next;
    for (let i = start[item] ?? 0; i < (start[item + 1] ?? 0); i++) {
      const code = rater[i] ?? -1;
      if (code < 0) continue;
      // An item has few ratings, and they mostly come in the order of the raters already.
      let at = next++;
      for (; at > first && (ratings.rater[at - 1] ?? 0) > code; at--) {
        ratings.rater[at] = ratings.rater[at - 1] ?? 0;
        ratings.value[at] = ratings.value[at - 1] ?? 0;
      }
      ratings.rater[at] = code;
      ratings.value[at] = value[i] ?? 0;
      ratings.item[next - 1] = item;
    }
  }
  return ratings;
}

/** How many of the items that both rated got which two values; sorted by the first's value, then the second's. */
function pairUp(
  start: Int32Array,
  value: Int32Array,
  rater: Int32Array,
  one: number,
  two: number,
  values: number,
): Uint32Array {
  const cells = new Map<number, number>();
  for (let item = 0; item + 1 < start.length; item++) {
    let ofOne = -1;
    let ofTwo = -1;
    for (let i = start[item] ?? 0; i < (start[item + 1] ?? 0); i++) {
      if (rater[i] === one) ofOne = value[i] ?? -1;
      if (rater[i] === two) ofTwo = value[i] ?? -1;
    }
    const cell = ofOne * values + ofTwo;
    if (ofOne >= 0 && ofTwo >= 0) cells.set(cell, (cells.get(cell) ?? 0) + 1);
  }
  const sorted = [...cells].sort(([a], [b]) => a - b);
  return Uint32Array.from(sorted.flatMap(([cell, items]) => [Math.floor(cell / values), cell % values, items]));
}
