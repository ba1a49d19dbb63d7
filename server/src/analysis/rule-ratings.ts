/** The ratings of one rule on its scale, from all its sources: texts become levels, wordings and rating ids are matched. */
import type { DiscreteScale, InlineRatings, Rule, Scale } from "../rubric/rubric.ts";
import { binOf, levelLabel, readRating } from "../rubric/scale.ts";
import type { Patterns } from "../statistics/patterns.ts";
import type { Maybe } from "../statistics/result.ts";
import { isDefined } from "../statistics/result.ts";
import { tallyInline } from "../tallies/inline.ts";
import { ratingText } from "../tallies/rating-text.ts";
import type { Repeats, RuleTally, Tallies } from "../tallies/tallies.ts";
import type { Level, OutOfScale } from "./analysis.ts";
import { combinePatterns } from "./combine-patterns.ts";
import type { Evidence } from "./evidence.ts";

/** One object for equal parts and scales: what is derived from ratings is kept by it. */
export interface RuleRatings {
  readonly scale: Maybe<Scale>;
  readonly n: number;
  /** What was given, ascending: every level of a discrete scale, given or not; the distinct scores of a continuous one. */
  readonly values: Float64Array;
  /** By value. */
  readonly counts: Float64Array;
  /** What the entropy is over: the values, or the bins of a continuous scale. */
  readonly levels: readonly Level[];
  /** Over `values`; of the items that sources name. */
  readonly patterns: Patterns;
  /** The same over `levels`; for a discrete scale the same object. */
  readonly levelPatterns: Patterns;
  readonly items: readonly string[];
  /** By item: its pattern, -1 for none. */
  readonly itemPattern: Int32Array;
  readonly missing: number;
  readonly outOfScale: readonly OutOfScale[];
  readonly repeats: Repeats;
  /** What they come from: the tallies of the sources, and by part the place in `values` of each value of its tally, -1 off the scale. */
  readonly parts: readonly Part[];
  readonly valueMaps: readonly Int32Array[];
  /** As in RuleTally, over `levels`; undefined where the ratings come from several sources. */
  readonly raterPairs: Uint32Array | undefined;
}

/** A tally under this rule and the source that it is from. */
export interface Part {
  readonly tally: RuleTally;
  readonly source: Tallies;
}

/** The tallies of the rubric's files, by the rule ids of the files. */
export type TallyIndex = ReadonlyMap<string, readonly Part[]>;

export function indexTallies(sources: readonly Tallies[]): TallyIndex {
  const index = new Map<string, Part[]>();
  for (const source of sources)
    for (const tally of source.rules) {
      const part = { tally, source };
      const parts = index.get(tally.rule);
      if (parts) parts.push(part);
      else index.set(tally.rule, [part]);
    }
  return index;
}

export function ratedId(rule: Rule): string {
  return rule.ratedAs?.value ?? rule.id.value;
}

/** The ratings of a rule from its sources and from the rubric itself, those collected for another wording apart. */
export function rateRule(
  { id, scale, wording, inline }: RatedRule,
  index: TallyIndex,
  evidence: Evidence,
): { readonly ratings: RuleRatings; readonly stale: number } {
  const all = index.get(id) ?? [];
  const present = all.filter(({ tally }) => isPresent(tally, wording));
  const stale = sum(all.filter((part) => !present.includes(part)).map(({ tally }) => sum(tally.counts)));
  const parts = evidence.same(present);
  const known = isDefined(scale) ? sameScale(scale, evidence) : undefined;
  const written = inline && sameInline(inline, evidence);
  return { ratings: evidence.now("ratings", [parts, known, written], ratingsOn), stale };
}

/** What a rule's ratings depend on, beside the sources. */
export interface RatedRule {
  /** In the sources. */
  readonly id: string;
  readonly scale: Maybe<Scale>;
  /** Hash of the rule's text. */
  readonly wording: string | undefined;
  readonly inline: InlineRatings | undefined;
}

function ratingsOn(
  fromSources: readonly Part[],
  scale: Scale | undefined,
  inline: Pick<InlineRatings, "values" | "counts"> | undefined,
): RuleRatings {
  const tallies = fromSources.map(({ tally }) => tally);
  if (inline) tallies.push(tallyInline(inline, ""));
  const known = scale ?? scaleSeen(tallies);
  const read = tallies.map((tally) => readValues(known, tally));
  const values = valuesOf(known, read);
  const position = new Map(Array.from(values, (value, at) => [value, at]));
  const maps = read.map((numbers) => Int32Array.from(numbers, (value) => position.get(value) ?? -1));

  const counts = new Float64Array(values.length);
  tallies.forEach((tally, p) => {
    maps[p]?.forEach((at, v) => {
      if (at >= 0) counts[at] = (counts[at] ?? 0) + (tally.counts[v] ?? 0);
    });
  });
  const mapped = (valueMaps: readonly Int32Array[]) =>
    combinePatterns(
      fromSources.map(({ tally, source }, p) => ({
        patterns: tally.patterns,
        itemPattern: tally.itemPattern,
        items: source.items,
        valueMap: valueMaps[p] ?? new Int32Array(),
      })),
    );
  const combined = mapped(maps);
  const levelMaps =
    known.kind === "discrete"
      ? maps
      : maps.map((map) => map.map((at) => (at < 0 ? at : binOf(known, values[at] ?? 0))));
  const only = tallies.length === 1 ? tallies[0] : undefined;
  return {
    scale: scale ?? { unavailable: "no scale" },
    n: sum(counts),
    values,
    counts,
    levels: levelsOf(known, values, counts),
    ...combined,
    levelPatterns: known.kind === "discrete" ? combined.patterns : mapped(levelMaps).patterns,
    missing: sum(tallies.map(({ missing }) => missing)),
    outOfScale: tallies.flatMap((tally, p) => outOfScale(tally, maps[p])),
    repeats: addRepeats(tallies.map(({ repeats }) => repeats)),
    parts: fromSources,
    valueMaps: maps,
    raterPairs: only?.raterPairs ? mapPairs(only.raterPairs, levelMaps[0] ?? new Int32Array()) : undefined,
  };
}

/** Kept by the scale's object, which thousands of rules share. */
function sameScale(scale: Scale, evidence: Evidence): Scale {
  if (scale.kind === "continuous") return evidence.same(scale);
  return evidence.same({ ...scale, levels: evidence.same(scale.levels), names: evidence.same(scale.names) });
}

function sameInline({ values, counts }: InlineRatings, evidence: Evidence): Pick<InlineRatings, "values" | "counts"> {
  return evidence.same({ values: evidence.same(values), counts: evidence.same(counts) });
}

export function addRepeats(all: readonly Repeats[]): Repeats {
  return {
    same: sum(all.map((repeats) => repeats.same)),
    conflicting: sum(all.map((repeats) => repeats.conflicting)),
    first: all.find((repeats) => repeats.first)?.first,
  };
}

/** A file without a wording column is taken to be of the present wording. */
function isPresent(tally: RuleTally, wording: string | undefined): boolean {
  return tally.wording === undefined || wording === undefined || tally.wording === wording;
}

/** By value of the tally: the number that it means, NaN off the scale. */
function readValues(scale: Scale, tally: RuleTally): Float64Array {
  return Float64Array.from(tally.values, (text) => {
    const value = readRating(scale, text);
    return typeof value === "number" ? value : Number.NaN;
  });
}

function valuesOf(scale: Scale, read: readonly Float64Array[]): Float64Array {
  if (scale.kind === "discrete") return Float64Array.from(scale.levels);
  const distinct = new Set<number>();
  for (const numbers of read) for (const value of numbers) if (!Number.isNaN(value)) distinct.add(value);
  return Float64Array.from(distinct).sort();
}

/** Where the rubric names no scale, numbers count as they are, and yes and true as 1, so that something can be shown. */
function scaleSeen(tallies: readonly RuleTally[]): DiscreteScale {
  const words: DiscreteScale = { kind: "discrete", levels: [0, 1], names: new Map() };
  const levels = new Set<number>();
  for (const tally of tallies)
    for (const text of tally.values) {
      const value = text.trim() === "" ? Number.NaN : Number(text);
      const word = readRating(words, text);
      if (Number.isFinite(value)) levels.add(value);
      else if (typeof word === "number") levels.add(word);
    }
  return { kind: "discrete", levels: [...levels].sort((a, b) => a - b), names: new Map() };
}

function levelsOf(scale: Scale, values: Float64Array, counts: Float64Array): Level[] {
  if (scale.kind === "discrete")
    return Array.from(values, (value, at) => ({ value, label: levelLabel(scale, value), count: counts[at] ?? 0 }));
  const bins = new Float64Array(scale.bins);
  values.forEach((value, at) => {
    const bin = binOf(scale, value);
    bins[bin] = (bins[bin] ?? 0) + (counts[at] ?? 0);
  });
  const width = (scale.max - scale.min) / scale.bins;
  return Array.from(bins, (count, bin) => {
    const value = Number((scale.min + bin * width).toPrecision(12));
    return { value, label: String(value), count };
  });
}

/** Without places in the document: these move with every edit, what is counted does not. */
function outOfScale(tally: RuleTally, map: Int32Array | undefined): OutOfScale[] {
  return tally.values.flatMap((value, v) =>
    (map?.[v] ?? -1) >= 0 ? [] : [{ value, count: tally.counts[v] ?? 0, first: tally.first[v], range: undefined }],
  );
}

/** Where a rating is in the document, if it is there. */
export function placeInline(rule: Rule, found: OutOfScale): OutOfScale {
  const field = rule.ratings;
  if (found.first !== undefined || !field) return found;
  const at = field.value.values.findIndex((value) => ratingText(value) === found.value);
  const start = field.value.offsets[2 * at];
  const end = field.value.offsets[2 * at + 1];
  if (start === undefined || end === undefined) return { ...found, range: field.range };
  return { ...found, range: { start: field.range.start + start, end: field.range.start + end } };
}

function mapPairs(pairs: Uint32Array, map: Int32Array): Uint32Array {
  const kept: number[] = [];
  for (let at = 0; at < pairs.length; at += 3) {
    const first = map[pairs[at] ?? -1] ?? -1;
    const second = map[pairs[at + 1] ?? -1] ?? -1;
    if (first >= 0 && second >= 0) kept.push(first, second, pairs[at + 2] ?? 0);
  }
  return Uint32Array.from(kept);
}

function sum(numbers: readonly number[] | Float64Array): number {
  let total = 0;
  for (const number of numbers) total += number;
  return total;
}
