/** A rating file is named under `ratings:`, whatever is there already; and an empty sheet for ratings to come. */
import { quoted, setTopKey } from "../rubric/edit.ts";
import { endOfLine, newline, startOfLine } from "../rubric/lines.ts";
import type { Rubric, TextEdit } from "../rubric/rubric.ts";
import { keysOfDocument } from "../rubric/written.ts";
import { csvRow } from "./csv.ts";

/** A rating file and its columns; those that are called as the format calls them need no naming. */
export interface AttachedFile {
  readonly file: string;
  readonly item?: readonly string[] | undefined;
  readonly rule?: string | undefined;
  readonly rater?: string | undefined;
  readonly rating?: string | undefined;
}

/** None where `ratings:` is there but cannot be read. */
export function attachFile(rubric: Rubric, attached: AttachedFile): readonly TextEdit[] {
  const { text, ratings, rulesKey } = rubric;
  const asJson = rulesKey !== undefined && text[rulesKey.start] === '"';
  const pairs = pairsOf(attached, asJson);
  const flow = `{${pairs.map(([key, value]) => `${asJson ? JSON.stringify(key) : key}: ${value}`).join(", ")}}`;
  const written = keysOfDocument(text).find(({ name }) => name === "ratings");
  const last = ratings?.value.at(-1);
  if (!written || (last === undefined && text.slice(written.value.start, written.value.end).trim() === "")) {
    const isFlow = asJson || isInFlow(rubric);
    const value = isFlow ? `[${flow}]` : `${newline(text)}${blockEntry(pairs, "  ", newline(text))}`;
    // The key needs no space before a line break.
    return setTopKey(rubric, "ratings", value).map((edit) => ({
      ...edit,
      text: edit.text.replace(/:[ ]+(?=\r?\n)/, ":"),
    }));
  }
  if (!last || written.node.kind === "mapping") return [];
  if (written.node.kind === "text")
    return [
      {
        range: written.value,
        text: `[{${asJson ? '"file"' : "file"}: ${text.slice(written.value.start, written.value.end)}}, ${flow}]`,
      },
    ];
  if (text[written.value.start] === "[")
    return [{ range: { start: last.range.end, end: last.range.end }, text: `, ${flow}` }];
  const at = endOfLine(text, last.range.end);
  const line = text.slice(startOfLine(text, last.range.start), last.range.start);
  const indent = /^[ \t]*/.exec(line)?.[0] ?? "";
  return [{ range: { start: at, end: at }, text: newline(text) + blockEntry(pairs, indent, newline(text)) }];
}

/** A table to fill in: one row for each item, one column for each rule that is analysed. */
export function ratingSheet({ rules }: Rubric, items: readonly string[]): string {
  const ids = rules.filter(({ retired }) => !retired).map(({ id, ratedAs }) => ratedAs?.value ?? id.value);
  const empty = ids.map(() => "");
  return [csvRow(["item", "rater", ...ids]), ...items.map((item) => csvRow([item, "", ...empty])), ""].join("\n");
}

function pairsOf({ file, item, rule, rater, rating }: AttachedFile, asJson: boolean): [string, string][] {
  const value = (text: string) => quoted(text, asJson);
  const named = (key: string, column: string | undefined): [string, string][] =>
    column === undefined || column === key ? [] : [[key, value(column)]];
  const [only, ...others] = item ?? [];
  const items: [string, string][] =
    others.length === 0 ? named("item", only) : [["item", `[${(item ?? []).map(value).join(", ")}]`]];
  return [
    ["file", value(file)],
    ...items,
    ...named("rule", rule),
    ...named("rater", rater),
    ...named("rating", rating),
  ];
}

function blockEntry(pairs: readonly (readonly [string, string])[], indent: string, line: string): string {
  return pairs.map(([key, value], at) => `${indent}${at === 0 ? "- " : "  "}${key}: ${value}`).join(line);
}

/** The document is in brackets, or its keys are indented: then the value stays on the key's line. */
function isInFlow({ text, rulesKey }: Rubric): boolean {
  return (
    /^\uFEFF?(?:\s|#[^\n]*\n)*\{/.test(text) ||
    (rulesKey !== undefined && rulesKey.start !== startOfLine(text, rulesKey.start))
  );
}
