/** Text in columns of a screen: wide letters take two, combining marks and colours none. */
import stringWidth from "string-width";

export function width(text: string): number {
  return stringWidth(text);
}

/** Breaks text between words into lines of at most `columns`; a longer word has a line of its own. */
export function wrapped(text: string, columns: number, indent = ""): string {
  if (!Number.isFinite(columns)) return text;
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(" ")) {
    const longer = line === "" ? word : `${line} ${word}`;
    if (line !== "" && width(longer) + (lines.length > 0 ? indent.length : 0) > columns) {
      lines.push(line);
      line = word;
    } else line = longer;
  }
  return [...lines, line].join(`\n${indent}`);
}
