/**
 * Ratings as columns of codes: each distinct text once, each row a handful of integers. What the engine hands over and
 * what the tally works on.
 */

/** `codes[i]` numbers a text of `texts`, of which some may be in no use. */
export interface CodedColumn {
  readonly texts: readonly string[];
  readonly codes: Int32Array;
}

/** Ratings of one file in file order, one entry for each rating, missing ones included. */
export interface CodedRatings {
  readonly file: string;
  /** By rating: its data row, from 1; undefined where rows have no numbers. */
  readonly row: Int32Array | undefined;
  readonly item: CodedColumn;
  readonly rule: CodedColumn;
  readonly rating: CodedColumn;
  readonly rater: CodedColumn | undefined;
  readonly wording: CodedColumn | undefined;
  readonly prompt: CodedColumn | undefined;
}

/** A column of one file, or how many entries stand for a column that the file has not. */
export type ColumnPart = CodedColumn | { readonly length: number };

/**
 * The columns of several files as one, its texts sorted by UTF-16 code units (no locale). `keep` gives the text to
 * keep of a file's text, undefined for one that is empty: code -1, as for a column that is not there. Texts that
 * are not in use are skipped.
 */
export function joinColumns(parts: readonly ColumnPart[], keep: (text: string) => string | undefined): CodedColumn {
  const kept = parts.map((part) =>
    "texts" in part ? usedTexts(part).map((text) => (text === undefined ? undefined : keep(text))) : [],
  );
  const texts = [...new Set(kept.flat())].filter((text) => text !== undefined).sort();
  const position = new Map(texts.map((text, at) => [text, at]));

  const length = parts.reduce((total, part) => total + lengthOf(part), 0);
  const codes = new Int32Array(length).fill(-1);
  let start = 0;
  parts.forEach((part, p) => {
    if ("texts" in part) {
      const code = Int32Array.from(kept[p] ?? [], (text) => (text === undefined ? -1 : (position.get(text) ?? -1)));
      for (let i = 0; i < part.codes.length; i++) codes[start + i] = code[part.codes[i] ?? 0] ?? -1;
    }
    start += lengthOf(part);
  });
  return { texts, codes };
}

function usedTexts({ texts, codes }: CodedColumn): (string | undefined)[] {
  const isUsed = new Uint8Array(texts.length);
  for (let i = 0; i < codes.length; i++) isUsed[codes[i] ?? 0] = 1;
  return texts.map((text, code) => (isUsed[code] === 1 ? text : undefined));
}

function lengthOf(part: ColumnPart): number {
  return "texts" in part ? part.codes.length : part.length;
}

/** An id as it is kept: trimmed; undefined for an empty one. */
export function idText(text: string): string | undefined {
  return text.trim() || undefined;
}
