/** `# encore-ignore CHECK: reason` and `# encore-ignore-file CHECK: reason`, read from the document's comments. */
import { Lexer } from "yaml";
import { endOfLine, nextLine, startOfLine } from "./lines.ts";
import type { Ignore, Range, Rule } from "./rubric.ts";

/** An ignore comment before it is known what it covers. */
export interface IgnoreComment extends Omit<Ignore, "covers"> {
  readonly isFile: boolean;
}

const marker = "encore-ignore";
const comment = /^(#[ \t]*encore-ignore)(-file)?(?:([ \t]+)([\w-]*)(?:([ \t]*:[ \t]*)(.*?))?)?[ \t]*$/;
/** The lexer's own marks: of a document, a bracket not closed, a scalar. */
const marks = new Set(["\u0002", "\u0018", "\u001f"]);
const SCALAR = "\u001f";

/** Comments are what the YAML lexer says they are: a `#` inside quotes or a block of text is none. */
export function readIgnores(text: string): IgnoreComment[] {
  if (!text.includes(marker)) return [];
  const ignores: IgnoreComment[] = [];
  let at = 0;
  let before = "";
  for (const token of new Lexer().lex(text)) {
    const found = before !== SCALAR && token.startsWith("#") ? comment.exec(token) : null;
    if (found) ignores.push(ignoreOf(found, at));
    if (!marks.has(token)) at += token.length;
    before = token;
  }
  return ignores;
}

function ignoreOf(
  [all, head = "", file = "", space = "", check = "", colon = "", reason = ""]: RegExpExecArray,
  start: number,
): IgnoreComment {
  const checkAt = start + head.length + file.length + space.length;
  const reasonAt = checkAt + check.length + colon.length;
  return {
    range: { start, end: start + all.trimEnd().length },
    check: { range: { start: checkAt, end: checkAt + check.length }, value: check },
    reason: { range: { start: reasonAt, end: reasonAt + reason.length }, value: reason },
    isFile: file !== "",
  };
}

/**
 * A comment on a line of its own speaks of the next line that is not a comment, any other one of its own line. Where a
 * rule begins in that line, it speaks of the rule. `rules` are in document order.
 */
export function coverIgnores(comments: readonly IgnoreComment[], text: string, rules: readonly Rule[]): Ignore[] {
  /** Comments up to `until` are of one run, which is followed only once. */
  let run = { until: -1, covers: { start: 0, end: 0 } };
  return comments.map(({ isFile, ...ignore }) => {
    if (isFile) return { ...ignore, covers: undefined };
    const at = ignore.range.start;
    const lineStart = startOfLine(text, at);
    const isAlone = text.slice(lineStart, at).trim() === "";
    if (!isAlone) return { ...ignore, covers: covered(lineStart, text, rules) };
    if (at >= run.until) {
      const start = afterComments(text, lineStart);
      run = { until: start, covers: covered(start, text, rules) };
    }
    return { ...ignore, covers: run.covers };
  });
}

/** The line and the rules that begin in it. */
function covered(start: number, text: string, rules: readonly Rule[]): Range {
  const end = endOfLine(text, start);
  let reach = end;
  for (let k = firstNotBefore(rules, start); k < rules.length; k++) {
    const range = rules[k]?.range;
    if (!range || range.start > end) break;
    reach = Math.max(reach, range.end);
  }
  return { start, end: reach };
}

function firstNotBefore(rules: readonly Rule[], offset: number): number {
  let low = 0;
  let high = rules.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((rules[middle]?.range.start ?? 0) < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Several comments above one line all speak of that line. */
function afterComments(text: string, from: number): number {
  let at = from;
  while (at < text.length && /^[ \t]*#/.test(text.slice(at, endOfLine(text, at)))) at = nextLine(text, at);
  return at;
}
