/** Text for a terminal: colours or none, and nothing that a rubric could say to the terminal or to a CI runner. */
export interface Style {
  bold(text: string): string;
  dim(text: string): string;
  red(text: string): string;
  yellow(text: string): string;
  blue(text: string): string;
  green(text: string): string;
}

const ESCAPE = "\u001b[";

/** Plain escape codes: sixteen colours follow the reader's own theme. */
export function terminalStyle(isColoured: boolean): Style {
  const wrap = (code: number) => (text: string) => (isColoured ? `${ESCAPE}${code}m${text}${ESCAPE}0m` : text);
  return { bold: wrap(1), dim: wrap(2), red: wrap(31), green: wrap(32), yellow: wrap(33), blue: wrap(36) };
}

/** Controls (C0, DEL, C1), line and paragraph separators, and what turns the direction of writing. */
const unprintable = /[\p{Cc}\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;

/**
 * Returns text from a rubric, a file or a path so that it stays on its line: control characters are shown as `\x1b`,
 * `\x0a`, others as `\u{2028}`. Every such text on its way to a terminal goes through here.
 */
export function printable(text: string): string {
  return text.replace(unprintable, (character) => {
    const code = character.codePointAt(0) ?? 0;
    const hex = code.toString(16);
    return code < 0x100 ? `\\x${hex.padStart(2, "0")}` : `\\u{${hex}}`;
  });
}

/** The same for a line of source, where tabs stay. */
export function printableLine(line: string): string {
  return line.split("\t").map(printable).join("\t");
}

/**
 * Returns output without workflow commands, which CI runners read anywhere in the log: `::error::…` at the start of a
 * line (GitHub), `##[error]…` and `##vso[…]` (Azure). A colon or a number sign is shown as `\x3a`, `\x23`.
 */
export function withoutCommands(output: string): string {
  return output.replace(/^([^\S\n]*):(?=:)/gm, "$1\\x3a").replace(/##(?=\[|vso\[)/g, "#\\x23");
}
