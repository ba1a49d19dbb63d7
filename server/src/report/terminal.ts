/** Colours for a terminal, or none. Plain escape codes: sixteen colours follow the reader's own theme. */
export interface Style {
  bold(text: string): string;
  dim(text: string): string;
  red(text: string): string;
  yellow(text: string): string;
  blue(text: string): string;
  green(text: string): string;
}

const ESCAPE = "\u001b[";

export function terminalStyle(isColoured: boolean): Style {
  const wrap = (code: number) => (text: string) => (isColoured ? `${ESCAPE}${code}m${text}${ESCAPE}0m` : text);
  return { bold: wrap(1), dim: wrap(2), red: wrap(31), green: wrap(32), yellow: wrap(33), blue: wrap(36) };
}
