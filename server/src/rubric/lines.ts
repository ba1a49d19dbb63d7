/** Where lines begin and end. */

/** The document's own line break. */
export function newline(text: string): string {
  return text.includes("\r\n") ? "\r\n" : "\n";
}

export function startOfLine(text: string, at: number): number {
  // lastIndexOf takes a negative start for 0, and finds a line break there.
  return at <= 0 ? 0 : text.lastIndexOf("\n", at - 1) + 1;
}

/** Before the line break. */
export function endOfLine(text: string, at: number): number {
  const found = text.indexOf("\n", at);
  const end = found < 0 ? text.length : found;
  return end > at && text[end - 1] === "\r" ? end - 1 : end;
}

/** Behind the line break, or the text's end. */
export function nextLine(text: string, at: number): number {
  const end = text.indexOf("\n", at);
  return end < 0 ? text.length : end + 1;
}

export function isBlank(text: string, start: number, end: number): boolean {
  return start < end && text.slice(start, end).trim() === "";
}
