/**
 * Ratings as columns of codes: each distinct text once in a dictionary, each row a handful of integers. What the
 * database hands over and what the tally works on.
 */

/** Texts numbered in the order they come. */
export class Dictionary {
  readonly texts: string[] = [];
  private readonly codes = new Map<string, number>();

  code(text: string): number {
    let code = this.codes.get(text);
    if (code === undefined) {
      code = this.texts.length;
      this.texts.push(text);
      this.codes.set(text, code);
    }
    return code;
  }

  /** By code: the position of its text in the order of the texts. */
  ranks(): { readonly sorted: readonly string[]; readonly rank: Int32Array } {
    const order = this.texts.map((_, code) => code).sort((a, b) => compare(this.texts[a] ?? "", this.texts[b] ?? ""));
    const rank = new Int32Array(order.length);
    order.forEach((code, at) => {
      rank[code] = at;
    });
    return { sorted: order.map((code) => this.texts[code] ?? ""), rank };
  }
}

/** By UTF-16 code unit, so that the order depends on no locale. */
export function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** One column of one file: `codes[i]` numbers a text of `texts`. */
export interface CodedColumn {
  readonly texts: readonly string[];
  readonly codes: Int32Array;
}

/** The ratings of one file in file order, one entry for each rating, missing ones included. */
export interface CodedRatings {
  readonly file: string;
  /** Data rows of the file. */
  readonly rows: number;
  /** By rating: its data row, from 1. */
  readonly row: Int32Array;
  readonly item: CodedColumn;
  readonly rule: CodedColumn;
  readonly rating: CodedColumn;
  readonly rater: CodedColumn | undefined;
  readonly wording: CodedColumn | undefined;
  readonly prompt: CodedColumn | undefined;
}
