/**
 * Coded ratings of one source -> what Tallies say of them. Pure; independent of the file format and, but for
 * which of repeated ratings is the last, of the order of rows.
 */

import { ratingText } from "../tallies/rating-text.ts";
import type { Place, RuleTally } from "../tallies/tallies.ts";
import { type CodedColumn, type CodedRatings, type ColumnPart, idText, joinColumns } from "./coded.ts";
import { groupRows } from "./grouped.ts";
import { tallyRule } from "./tally-rule.ts";

export interface Tallied {
  readonly items: readonly string[];
  readonly prompts: readonly (string | undefined)[] | undefined;
  readonly rules: readonly RuleTally[];
  readonly raters: number;
  readonly raterNames: readonly string[];
  /** Ratings that name no item or no rule: they count nowhere. */
  readonly nameless: { readonly item: Skipped; readonly rule: Skipped };
  /** The first item that has two prompts; it keeps the one that sorts first. */
  readonly promptConflict: string | undefined;
}

export interface Skipped {
  readonly count: number;
  readonly first: Place | undefined;
}

/** `missing` are the source's own codes for a missing rating. */
export function tally(files: readonly CodedRatings[], missing: readonly string[] = []): Tallied {
  const codes = new Set(missing.map((code) => ratingText(code)));
  const rated = (text: string) => {
    const value = ratingText(text);
    return codes.has(value) ? undefined : value;
  };
  const join = (column: (file: CodedRatings) => CodedColumn | undefined, keep: typeof idText) =>
    joinColumns(
      files.map((file): ColumnPart => column(file) ?? { length: file.item.codes.length }),
      keep,
    );
  const item = join((file) => file.item, idText);
  const value = join((file) => file.rating, rated);
  const rater = join((file) => file.rater, idText);
  const groups = groupsOf(
    join((file) => file.rule, idText),
    join((file) => file.wording, idText),
  );
  const place = placesIn(files);
  const nameless = { item: skipped(item.codes, place), rule: skipped(groups.codes, place) };
  if (nameless.item.count > 0)
    for (let at = 0; at < item.codes.length; at++) if (item.codes[at] === -1) groups.codes[at] = -1;

  const ratings = {
    item: item.codes,
    rater: rater.codes,
    value: value.codes,
    items: item.texts.length,
    raters: rater.texts.length,
    values: value.texts,
    place,
  };
  const byGroup = groupRows(everyEntry(groups.codes.length), groups.codes, groups.names.length);
  return {
    items: item.texts,
    ...(files.some((file) => file.prompt)
      ? promptsOf(
          item,
          join((file) => file.prompt, idText),
        )
      : { prompts: undefined, promptConflict: undefined }),
    rules: groups.names.map((name, g) => ({
      ...name,
      ...tallyRule(ratings, byGroup.rows.subarray(byGroup.start[g] ?? 0, byGroup.start[g + 1] ?? 0)),
    })),
    raters: rater.texts.length,
    raterNames: rater.texts,
    nameless,
  };
}

/** Ratings of a rule under one wording make a tally; by rule, then wording, none first. */
function groupsOf(
  rule: CodedColumn,
  wording: CodedColumn,
): { readonly names: readonly Pick<RuleTally, "rule" | "wording">[]; readonly codes: Int32Array } {
  if (wording.texts.length === 0)
    return { names: rule.texts.map((text) => ({ rule: text, wording: undefined })), codes: rule.codes };
  const wordings = wording.texts.length + 1;
  const pair = (at: number) => (rule.codes[at] ?? -1) * wordings + (wording.codes[at] ?? -1) + 1;
  const pairs = new Set<number>();
  for (let at = 0; at < rule.codes.length; at++) if ((rule.codes[at] ?? -1) >= 0) pairs.add(pair(at));
  const sorted = [...pairs].sort((a, b) => a - b);
  const position = new Map(sorted.map((code, at) => [code, at]));

  const codes = new Int32Array(rule.codes.length).fill(-1);
  for (let at = 0; at < codes.length; at++) codes[at] = position.get(pair(at)) ?? -1;
  const names = sorted.map((code) => ({
    rule: rule.texts[Math.floor(code / wordings)] ?? "",
    wording: wording.texts[(code % wordings) - 1],
  }));
  return { names, codes };
}

function placesIn(files: readonly CodedRatings[]): (at: number) => Place | undefined {
  const starts: number[] = [];
  let start = 0;
  for (const file of files) {
    starts.push(start);
    start += file.item.codes.length;
  }
  return (at) => {
    const f = starts.findLastIndex((first) => first <= at);
    const file = files[f];
    return file?.row && { file: file.file, row: file.row[at - (starts[f] ?? 0)] ?? 0 };
  };
}

function skipped(codes: Int32Array, place: (at: number) => Place | undefined): Skipped {
  let count = 0;
  for (let at = 0; at < codes.length; at++) if (codes[at] === -1) count++;
  return { count, first: count > 0 ? place(codes.indexOf(-1)) : undefined };
}

function everyEntry(length: number): Int32Array {
  const entries = new Int32Array(length);
  for (let at = 0; at < length; at++) entries[at] = at;
  return entries;
}

function promptsOf(item: CodedColumn, prompt: CodedColumn): Pick<Tallied, "prompts" | "promptConflict"> {
  const ofItem = new Int32Array(item.texts.length).fill(-1);
  let conflict = item.texts.length;
  for (let at = 0; at < item.codes.length; at++) {
    const i = item.codes[at] ?? -1;
    const code = prompt.codes[at] ?? -1;
    if (i < 0 || code < 0) continue;
    const known = ofItem[i] ?? -1;
    if (known >= 0 && known !== code) conflict = Math.min(conflict, i);
    ofItem[i] = known < 0 ? code : Math.min(known, code);
  }
  return { prompts: Array.from(ofItem, (code) => prompt.texts[code]), promptConflict: item.texts[conflict] };
}
