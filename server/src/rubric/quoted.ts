/** Texts as YAML and JSON write them. */

/** Letters, digits and a few marks between them mean nothing else, in brackets neither. */
const plain = /^[\p{L}\p{N}_](?:[\p{L}\p{N}_ ./+-]*[\p{L}\p{N}_./+-])?$/u;

/** A scalar that reads back as just this text, inside flow collections too. */
export function quoted(text: string, asJson = false): string {
  return plain.test(text) && !text.includes("  ") && !asJson ? text : JSON.stringify(text);
}

/** A value as JSON: words become texts; numbers, lists and quoted texts are JSON already. */
export function jsonValue(value: string): string {
  return /^(?:[[{"]|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?$)/.test(value) ? value : JSON.stringify(value);
}
