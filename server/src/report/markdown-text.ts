/** Returns text so that Markdown and HTML show it as it is, on one line, and no link, image or mention comes of it. */
import { printable } from "./terminal.ts";

export function markdownText(text: string): string {
  return printable(text)
    .replace(/[\\`*_{}[\]()#+!|<>~&$@-]/g, "\\$&")
    .replace(/\bhttps?:\/\//gi, (scheme) => scheme.replace(":", "&#58;"))
    .replace(/\bwww\./gi, "www&#46;");
}
