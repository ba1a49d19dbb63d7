/**
 * Lists of plain words and numbers on one line, `ratings: [5, 5, 4]`, are most of a rubric's text and most of the time
 * that a YAML parser takes. They are read here; the parser sees an empty list of the same length in their place.
 */
export interface Blanked {
  readonly text: string;
  /** By the offset of its `[`: the text between the brackets. */
  readonly lists: ReadonlyMap<number, string>;
}

const word = String.raw`[-+]?[\w.][\w.+/-]*`;
/** In JSON the key has quotes, and a comma can follow. */
const listLine = new RegExp(
  String.raw`^([ \t]*(?:-[ ]+)*("?)[\w-]+\2[ ]*:[ ]+\[)([ ]*${word}(?:[ ]*,[ ]*${word})*[ ]*)(?=\],?[ ]*(?:\r?$|[ ]#))`,
  "gm",
);

export function blankLists(text: string): Blanked {
  const lists = new Map<number, string>();
  if (!text.includes("[")) return { text, lists };
  const blanked = text.replace(listLine, (_, before: string, _quote: string, inside: string, at: number) => {
    lists.set(at + before.length - 1, inside);
    return before + " ".repeat(inside.length);
  });
  return { text: blanked, lists };
}

/** The words between the brackets; offsets as in `Words`, from the `[`. */
export function wordsOf(inside: string): { words: string[]; offsets: Int32Array } {
  const words: string[] = [];
  const offsets: number[] = [];
  let at = 0;
  while (at < inside.length) {
    while (isBetween(inside.charCodeAt(at))) at++;
    if (at >= inside.length) break;
    const start = at;
    while (at < inside.length && !isBetween(inside.charCodeAt(at))) at++;
    words.push(inside.slice(start, at));
    offsets.push(start + 1, at + 1);
  }
  return { words, offsets: Int32Array.from(offsets) };
}

function isBetween(code: number): boolean {
  return code === 32 || code === 44;
}
