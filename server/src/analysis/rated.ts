/** Who rated what under each rule, over all sources, as the statistics of raters take it. */
import type { Raters } from "../rubric/rubric.ts";
import type { RatedBy } from "../statistics/rated-by.ts";
import type { Maybe } from "../statistics/result.ts";
import type { Tallies } from "../tallies/tallies.ts";
import { toUnitOf } from "./item-means.ts";
import type { RuleRatings } from "./rule-ratings.ts";

/** Items, raters and prompts of all sources under one number each. */
export interface Numbering {
  readonly items: readonly string[];
  readonly raters: readonly string[];
  /** By item: its prompt, -1 for none. */
  readonly prompt: Int32Array;
  /** By source: its items and raters in the common numbers. */
  readonly of: ReadonlyMap<Tallies, { readonly item: Uint32Array; readonly rater: Uint32Array }>;
}

export function numberingOf(tallies: readonly Tallies[]): Numbering {
  const items = new Map<string, number>();
  const raters = new Map<string, number>();
  const number = (names: Map<string, number>) => (name: string) => {
    const known = names.get(name);
    if (known !== undefined) return known;
    names.set(name, names.size);
    return names.size - 1;
  };
  const of = new Map(
    tallies.map((source) => [
      source,
      {
        item: Uint32Array.from(source.items, number(items)),
        rater: Uint32Array.from(source.raterNames, number(raters)),
      },
    ]),
  );
  const names = [...items.keys()];
  return { items: names, raters: [...raters.keys()], prompt: promptsOf(names, tallies, of), of };
}

/** The prompt is that of the sources' prompt column, else the item's id up to its last "/". */
function promptsOf(items: readonly string[], tallies: readonly Tallies[], of: Numbering["of"]): Int32Array {
  const named: (string | undefined)[] = new Array(items.length).fill(undefined);
  for (const source of tallies)
    source.prompts?.forEach((prompt, i) => {
      const at = of.get(source)?.item[i];
      if (at !== undefined && prompt !== undefined) named[at] = prompt;
    });
  const numbers = new Map<string, number>();
  return Int32Array.from(items, (item, at) => {
    const prompt = named[at] ?? promptInId(item);
    if (prompt === undefined) return -1;
    const known = numbers.get(prompt);
    if (known !== undefined) return known;
    numbers.set(prompt, numbers.size);
    return numbers.size - 1;
  });
}

export function promptInId(item: string): string | undefined {
  const slash = item.lastIndexOf("/");
  return slash > 0 ? item.slice(0, slash) : undefined;
}

/** How raters' names are to be read: of persons, or of slots that are another person for each item. */
export type RaterNames = Raters["kind"] | undefined;

/**
 * The rule's ratings by rater; unavailable where a source with ratings of it names no raters or no items. Slots become a
 * rater of their own for each item, the same one under every rule, so that nothing is taken for a person's habit.
 */
export function ratedBy(ratings: RuleRatings, numbering: Numbering, names: RaterNames): Maybe<RatedBy> {
  const total = ratings.parts.reduce((sum, { tally }) => sum + (tally.ratings?.item.length ?? 0), 0);
  if (total === 0) return { unavailable: "the raters have no names" };
  const item = new Uint32Array(total);
  const rater = new Uint32Array(total);
  const score = new Float64Array(total);
  let n = 0;
  for (const [p, { tally, source }] of ratings.parts.entries()) {
    const numbers = numbering.of.get(source);
    if (!tally.ratings || !numbers) return { unavailable: "some ratings name no rater" };
    const scores = Float64Array.from(ratings.valueMaps[p] ?? [], (v) =>
      v < 0 ? Number.NaN : toUnitOf(ratings, ratings.values[v] ?? 0),
    );
    const { item: items, rater: raters, value } = tally.ratings;
    for (let r = 0; r < items.length; r++) {
      const s = scores[value[r] ?? 0] ?? Number.NaN;
      if (Number.isNaN(s)) continue;
      item[n] = numbers.item[items[r] ?? 0] ?? 0;
      rater[n] = numbers.rater[raters[r] ?? 0] ?? 0;
      score[n] = s;
      n++;
    }
  }
  const kept = ratings.parts.length > 1 ? lastOfEach(item, rater, n) : undefined;
  const pick = <T extends Uint32Array | Float64Array>(all: T): T =>
    (kept ? all.filter((_, r) => kept.has(r)) : all.subarray(0, n)) as T;
  const shared = { items: numbering.items.length, prompt: numbering.prompt };
  const persons = { item: pick(item), rater: pick(rater), score: pick(score), ...shared };
  if (names !== "anonymous") return { ...persons, raters: numbering.raters.length };
  const slots = Math.max(1, numbering.raters.length);
  return {
    ...persons,
    rater: persons.rater.map((slot, r) => (persons.item[r] ?? 0) * slots + slot),
    raters: numbering.items.length * slots,
  };
}

/** A rater who rated an item in two sources: the last one counts. */
function lastOfEach(item: Uint32Array, rater: Uint32Array, n: number): ReadonlySet<number> {
  const last = new Map<string, number>();
  for (let r = 0; r < n; r++) last.set(`${item[r]} ${rater[r]}`, r);
  return new Set(last.values());
}

/** Turned for a negative polarity, so that 1 is best. */
export function turned(ratings: RatedBy): RatedBy {
  return { ...ratings, score: ratings.score.map((score) => 1 - score) };
}
