/**
 * Lists of plain words and numbers on one line, `ratings: [5, 5, 4]`, are most of a rubric's text and most of the time
 * that a YAML parser takes. They are read here; the parser sees an empty list of the same length in their place.
 */
export interface Blanked {
  readonly text: string;
  /** By the offset of its `[`: the text between the brackets. */
  readonly lists: ReadonlyMap<number, string>;
}

/** In JSON the key has quotes, and a comma can follow the list. */
const opening = /^[ \t]*(?:-[ ]+)*("?)[\w-]+\1[ ]*:[ ]+\[/gm;
const ending = /\],?[ ]*(?:\r?$|(?<= )#)/my;

export function blankLists(text: string): Blanked {
  const lists = new Map<number, string>();
  if (!text.includes("[")) return { text, lists };
  let blanked = "";
  let done = 0;
  for (const { 0: line, index } of text.matchAll(opening)) {
    const start = index + line.length;
    const end = endOfWords(text, start);
    if (end === undefined) continue;
    lists.set(start - 1, text.slice(start, end));
    blanked += text.slice(done, start) + " ".repeat(end - start);
    done = end;
  }
  return { text: blanked + text.slice(done), lists };
}

/** Where the `]` of a list of plain words is. Not one pattern for all of it, which a list of a million words overflows. */
function endOfWords(text: string, start: number): number | undefined {
  let at = start;
  for (;;) {
    at = afterSpaces(text, at);
    const end = endOfWord(text, at);
    if (end === at) return undefined;
    at = afterSpaces(text, end);
    if (text[at] !== ",") break;
    at++;
  }
  ending.lastIndex = at;
  return ending.test(text) ? at : undefined;
}

function afterSpaces(text: string, from: number): number {
  let at = from;
  while (text.charCodeAt(at) === SPACE) at++;
  return at;
}

const SPACE = 32;
const word = /[-+]?[\w.][\w.+/-]*/y;

/** The same place where there is no word. */
function endOfWord(text: string, from: number): number {
  word.lastIndex = from;
  return word.test(text) ? word.lastIndex : from;
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
