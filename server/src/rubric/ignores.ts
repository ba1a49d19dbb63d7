/** `# encore-ignore CHECK: reason` and `# encore-ignore-file CHECK: reason`, read from the document's comments. */
import { Lexer } from "yaml";
import type { Ignore, Range } from "./rubric.ts";

const marker = "encore-ignore";
const pattern = /^#\s*encore-ignore(-file)?(?:[ \t]+([\w-]*)[ \t]*(?::[ \t]*(.*?))?)?\s*$/;

/**
 * Comments are what the YAML lexer says they are: a `#` inside quotes or a block of text is none. A comment above a
 * rule or on its first line covers the rule; any other one its own line, or the next where it stands alone.
 */
export function readIgnores(text: string, rules: readonly Range[]): Ignore[] {
  if (!text.includes(marker)) return [];
  const ignores: Ignore[] = [];
  let offset = 0;
  for (const token of new Lexer().lex(text)) {
    // The lexer's own marks (document, scalar, flow error, byte order) stand for no text.
    if (token === "\u0002" || token === "\u0018" || token === "\u001f") continue;
    if (token.startsWith("#")) {
      const ignore = readIgnore(token, offset, text, rules);
      if (ignore) ignores.push(ignore);
    }
    offset += token.length;
  }
  return ignores;
}

function readIgnore(comment: string, start: number, text: string, rules: readonly Range[]): Ignore | undefined {
  const found = pattern.exec(comment);
  if (!found) return undefined;
  const [, isFile, check = "", reason = ""] = found;
  const checkAt = start + (check === "" ? comment.trimEnd().length : comment.indexOf(check, comment.indexOf(marker) + marker.length + (isFile?.length ?? 0)));
  const colon = comment.indexOf(":");
  const reasonAt = reason === "" ? start + comment.trimEnd().length : start + comment.indexOf(reason, colon + 1);
  return {
    range: { start, end: start + comment.trimEnd().length },
    check: { range: { start: checkAt, end: checkAt + check.length }, value: check },
    reason: { range: { start: reasonAt, end: reasonAt + reason.length }, value: reason },
    covers: isFile ? undefined : covered(start, text, rules),
  };
}

function covered(start: number, text: string, rules: readonly Range[]): Range {
  const lineStart = text.lastIndexOf("\n", start - 1) + 1;
  const isAlone = text.slice(lineStart, start).trim() === "";
  const lineEnd = endOfLine(text, start);
  const target = isAlone ? skipComments(text, lineEnd + 1) : lineStart;
  const targetEnd = endOfLine(text, target);
  const rule = rules.find((range) => range.start >= target && range.start <= targetEnd);
  return rule ? { start: target, end: rule.end } : { start: target, end: targetEnd };
}

/** Several comments above one line all speak of that line. */
function skipComments(text: string, from: number): number {
  let at = from;
  while (at < text.length && /^[ ]*#/.test(text.slice(at, endOfLine(text, at)))) at = endOfLine(text, at) + 1;
  return Math.min(at, text.length);
}

function endOfLine(text: string, at: number): number {
  const end = text.indexOf("\n", at);
  return end < 0 ? text.length : end;
}
