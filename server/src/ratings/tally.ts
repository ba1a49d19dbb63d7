/** Coded ratings of one source's files -> Tallies. Pure; independent of the file format and, repeats apart, of the order of rows. */
import type { Patterns } from "../statistics/patterns.ts";
import { type CodedColumn, type CodedRatings, Dictionary } from "./coded.ts";
import { collectPatterns } from "./item-patterns.ts";
import { ratingText } from "./rating-text.ts";
import type { Place, RuleTally } from "./tallies.ts";

export interface Tallied {
  readonly items: readonly string[];
  readonly prompts: readonly (string | undefined)[] | undefined;
  readonly rules: readonly RuleTally[];
  readonly rows: number;
  readonly raters: number;
  /** Ratings whose row names no item or no rule: they count nowhere. */
  readonly nameless: { readonly item: Skipped; readonly rule: Skipped };
  /** The first item that stands with two prompts; it keeps the one that sorts first. */
  readonly promptConflict: string | undefined;
}

export interface Skipped {
  readonly count: number;
  readonly first: Place | undefined;
}

export function tally(files: readonly CodedRatings[]): Tallied {
  const all = join(files);
  const items = all.items.ranks();
  const values = all.values.ranks();
  const raters = all.raters.ranks();
  const groups = all.groups.ranks();

  const byGroup = groupRows(all.group, groups.rank);
  const rules = groups.sorted.map((name, group): RuleTally => {
    const [rule = "", wording] = JSON.parse(name) as [string, string?];
    const rows = byGroup.rows.subarray(byGroup.start[group] ?? 0, byGroup.start[group + 1] ?? 0);
    return { rule, wording, ...tallyRule(all, rows, items.rank, values, raters) };
  });
  return {
    items: items.sorted,
    ...promptsOf(all, items),
    rules,
    rows: files.reduce((total, file) => total + file.rows, 0),
    raters: raters.sorted.length,
    nameless: all.nameless,
  };
}

/** The ratings of all files under one numbering; -1 for a missing value or an unnamed rater. */
interface Joined {
  readonly place: (at: number) => Place;
  readonly item: Int32Array;
  readonly group: Int32Array;
  readonly value: Int32Array;
  readonly rater: Int32Array;
  readonly prompt: Int32Array | undefined;
  readonly items: Dictionary;
  /** Rule and wording, as JSON. */
  readonly groups: Dictionary;
  readonly values: Dictionary;
  readonly raters: Dictionary;
  readonly prompts: Dictionary;
  readonly nameless: Tallied["nameless"];
}

function join(files: readonly CodedRatings[]): Joined {
  const length = files.reduce((total, file) => total + file.row.length, 0);
  const item = new Int32Array(length);
  const group = new Int32Array(length);
  const value = new Int32Array(length);
  const rater = new Int32Array(length).fill(-1);
  const prompt = files.some((file) => file.prompt) ? new Int32Array(length).fill(-1) : undefined;
  const items = new Dictionary();
  const groups = new Dictionary();
  const values = new Dictionary();
  const raters = new Dictionary();
  const prompts = new Dictionary();

  const starts: number[] = [];
  let start = 0;
  for (const file of files) {
    starts.push(start);
    copy(file.item, recode(file.item, items, name), item, start);
    copy(file.rating, recode(file.rating, values, ratingText), value, start);
    if (file.rater) copy(file.rater, recode(file.rater, raters, name), rater, start);
    if (file.prompt && prompt) copy(file.prompt, recode(file.prompt, prompts, name), prompt, start);
    copyGroups(file, groups, group, start);
    start += file.row.length;
  }
  const place = (at: number): Place => {
    const f = starts.findLastIndex((first) => first <= at);
    return { file: files[f]?.file ?? "", row: files[f]?.row[at - (starts[f] ?? 0)] ?? 0 };
  };
  const nameless = { item: skipped(item, place), rule: skipped(group, place) };
  for (let at = 0; at < length; at++) if ((item[at] ?? -1) < 0) group[at] = -1;
  return { place, item, group, value, rater, prompt, items, groups, values, raters, prompts, nameless };
}

function name(text: string): string | undefined {
  return text.trim() || undefined;
}

/** By code of the file: the code in the dictionary, -1 where the text says nothing. */
function recode(column: CodedColumn, into: Dictionary, keep: (text: string) => string | undefined): Int32Array {
  return Int32Array.from(column.texts, (text) => {
    const kept = keep(text);
    return kept === undefined ? -1 : into.code(kept);
  });
}

function copy(column: CodedColumn, codes: Int32Array, into: Int32Array, start: number): void {
  for (let i = 0; i < column.codes.length; i++) into[start + i] = codes[column.codes[i] ?? 0] ?? -1;
}

function copyGroups(file: CodedRatings, groups: Dictionary, into: Int32Array, start: number): void {
  const codes = new Map<number, number>();
  const wordings = file.wording?.texts.length ?? 1;
  for (let i = 0; i < file.rule.codes.length; i++) {
    const rule = file.rule.codes[i] ?? 0;
    const wording = file.wording?.codes[i] ?? 0;
    const pair = rule * wordings + wording;
    let code = codes.get(pair);
    if (code === undefined) {
      const id = name(file.rule.texts[rule] ?? "");
      const words = name(file.wording?.texts[wording] ?? "");
      code = id === undefined ? -1 : groups.code(JSON.stringify(words === undefined ? [id] : [id, words]));
      codes.set(pair, code);
    }
    into[start + i] = code;
  }
}

function skipped(codes: Int32Array, place: (at: number) => Place): Skipped {
  let count = 0;
  for (const code of codes) if (code < 0) count++;
  return { count, first: count > 0 ? place(codes.indexOf(-1)) : undefined };
}

/** The rows of each group in their order, one group behind the other. */
function groupRows(group: Int32Array, rank: Int32Array): { rows: Int32Array; start: Int32Array } {
  const start = new Int32Array(rank.length + 1);
  for (const code of group) if (code >= 0) start[(rank[code] ?? 0) + 1] = (start[(rank[code] ?? 0) + 1] ?? 0) + 1;
  for (let g = 0; g < rank.length; g++) start[g + 1] = (start[g + 1] ?? 0) + (start[g] ?? 0);
  const rows = new Int32Array(start[rank.length] ?? 0);
  const next = start.slice();
  group.forEach((code, at) => {
    if (code < 0) return;
    const g = rank[code] ?? 0;
    rows[next[g] ?? 0] = at;
    next[g] = (next[g] ?? 0) + 1;
  });
  return { rows, start };
}

type Ranks = ReturnType<Dictionary["ranks"]>;

function tallyRule(
  all: Joined,
  rows: Int32Array,
  itemRank: Int32Array,
  valueRanks: Ranks,
  raterRanks: Ranks,
): Omit<RuleTally, "rule" | "wording"> {
  const { counted, missing, repeats } = dropRepeats(all, rows);

  const first = new Int32Array(valueRanks.sorted.length).fill(-1);
  for (const at of counted) {
    const value = valueRanks.rank[all.value[at] ?? 0] ?? 0;
    if ((first[value] ?? -1) < 0) first[value] = at;
  }
  const local = new Int32Array(first.length).fill(-1);
  const values: string[] = [];
  const places: Place[] = [];
  first.forEach((at, value) => {
    if (at < 0) return;
    local[value] = values.length;
    values.push(valueRanks.sorted[value] ?? "");
    places.push(all.place(at));
  });

  const value = Int32Array.from(counted, (at) => local[valueRanks.rank[all.value[at] ?? 0] ?? 0] ?? 0);
  const item = Int32Array.from(counted, (at) => itemRank[all.item[at] ?? 0] ?? 0);
  const rater = Int32Array.from(counted, (at) => all.rater[at] ?? -1);
  const counts = new Float64Array(values.length);
  for (const v of value) counts[v] = (counts[v] ?? 0) + 1;
  const patterns: { patterns: Patterns; itemPattern: Int32Array } = collectPatterns(item, value, itemRank.length);
  const named = new Set(rater);
  const isEachNamed = !named.delete(-1);
  const [one, two] = [...named].sort((a, b) => (raterRanks.rank[a] ?? 0) - (raterRanks.rank[b] ?? 0));
  const isPair = isEachNamed && named.size === 2 && one !== undefined && two !== undefined;
  return {
    values,
    counts,
    first: places,
    missing,
    repeats,
    ...patterns,
    raters: named.size,
    raterPairs: isPair ? pairUp(item, value, rater, one, values.length) : undefined,
  };
}

/** A rater's last rating of an item is the one that counts. Missing ratings are no ratings: they repeat nothing. */
function dropRepeats(
  all: Joined,
  rows: Int32Array,
): { counted: Int32Array; missing: number; repeats: RuleTally["repeats"] } {
  const raters = all.raters.texts.length;
  const last = new Map<number, number>();
  const dropped: [earlier: number, rating: number][] = [];
  const kept = new Int32Array(rows.length);
  let n = 0;
  let missing = 0;
  for (const at of rows) {
    const rater = all.rater[at] ?? -1;
    if ((all.value[at] ?? -1) < 0) missing++;
    else {
      if (rater >= 0) {
        const rating = (all.item[at] ?? 0) * raters + rater;
        const earlier = last.get(rating);
        if (earlier !== undefined) dropped.push([earlier, rating]);
        last.set(rating, at);
      }
      kept[n++] = at;
    }
  }
  if (dropped.length === 0)
    return { counted: kept.subarray(0, n), missing, repeats: { same: 0, conflicting: 0, first: undefined } };

  const gone = new Set(dropped.map(([at]) => at));
  const counting = (rating: number) => all.value[last.get(rating) ?? 0];
  const same = dropped.filter(([at, rating]) => all.value[at] === counting(rating)).length;
  return {
    counted: kept.subarray(0, n).filter((at) => !gone.has(at)),
    missing,
    repeats: { same, conflicting: dropped.length - same, first: all.place(firstRepeat(all, rows, raters)) },
  };
}

/** Where a rating first comes a second time. */
function firstRepeat(all: Joined, rows: Int32Array, raters: number): number {
  const seen = new Set<number>();
  for (const at of rows) {
    const rater = all.rater[at] ?? -1;
    if (rater < 0 || (all.value[at] ?? -1) < 0) continue;
    const rating = (all.item[at] ?? 0) * raters + rater;
    if (seen.has(rating)) return at;
    seen.add(rating);
  }
  return -1;
}

/** How many of the items that both rated got which two values; sorted by the first's value, then the second's. */
function pairUp(item: Int32Array, value: Int32Array, rater: Int32Array, one: number, values: number): Uint32Array {
  const ofOne = new Map<number, number>();
  item.forEach((i, at) => {
    if (rater[at] === one) ofOne.set(i, value[at] ?? 0);
  });
  const cells = new Map<number, number>();
  item.forEach((i, at) => {
    const first = ofOne.get(i);
    if (rater[at] === one || first === undefined) return;
    const cell = first * values + (value[at] ?? 0);
    cells.set(cell, (cells.get(cell) ?? 0) + 1);
  });
  const sorted = [...cells].sort(([a], [b]) => a - b);
  return Uint32Array.from(sorted.flatMap(([cell, items]) => [Math.floor(cell / values), cell % values, items]));
}

function promptsOf(all: Joined, items: Ranks): Pick<Tallied, "prompts" | "promptConflict"> {
  const { prompt } = all;
  if (!prompt) return { prompts: undefined, promptConflict: undefined };
  const prompts: (string | undefined)[] = new Array(items.sorted.length).fill(undefined);
  let conflict: number | undefined;
  for (let at = 0; at < prompt.length; at++) {
    const code = prompt[at] ?? -1;
    if (code < 0 || (all.item[at] ?? -1) < 0) continue;
    const item = items.rank[all.item[at] ?? 0] ?? 0;
    const text = all.prompts.texts[code] ?? "";
    const known = prompts[item];
    if (known !== undefined && known !== text) conflict = Math.min(item, conflict ?? item);
    if (known === undefined || text < known) prompts[item] = text;
  }
  return { prompts, promptConflict: conflict === undefined ? undefined : items.sorted[conflict] };
}
