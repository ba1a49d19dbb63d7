/** Keys added to an entry of `ratings:` or `preferences:`, with every other byte left as it was. */
import { newline, startOfLine } from "../rubric/edit.ts";
import type { FileSource, PairSource, TextEdit } from "../rubric/rubric.ts";

/** Behind the entry's file; `value` is YAML already. */
export function addSourceKey(
  text: string,
  { file, range }: FileSource | PairSource,
  key: string,
  value: string,
): TextEdit {
  if (text[range.start] === "{") {
    const name = text[file.key.start] === '"' ? JSON.stringify(key) : key;
    return { range: { start: file.range.end, end: file.range.end }, text: `, ${name}: ${value}` };
  }
  const indent = " ".repeat(file.key.start - startOfLine(text, file.key.start));
  const end = text.indexOf("\n", file.range.end);
  const at = end < 0 ? text.length : text[end - 1] === "\r" ? end - 1 : end;
  return { range: { start: at, end: at }, text: `${newline(text)}${indent}${key}: ${value}` };
}
