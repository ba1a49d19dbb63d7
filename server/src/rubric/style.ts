/** How a document as a whole is written. */
import { nextLine } from "./lines.ts";
import type { Style } from "./rubric.ts";

/** By the first character that is neither layout, a comment, a directive nor the mark of a document. */
export function documentStyle(text: string): Style {
  const first = /[^\s\uFEFF]/g;
  let at = first.exec(text)?.index ?? text.length;
  for (;;) {
    const isLine = text[at] === "#" || text[at] === "%";
    if (!isLine && !/^(?:---|\.\.\.)\s/.test(text.slice(at, at + 4))) break;
    first.lastIndex = isLine ? nextLine(text, at) : at + 3;
    at = first.exec(text)?.index ?? text.length;
  }
  if (text[at] !== "{") return "block";
  return /^\{\s*"/.test(text.slice(at, at + 1000)) ? "json" : "flow";
}
