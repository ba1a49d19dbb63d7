/** JSON on its way to a terminal or a log: what JSON leaves as it is but a terminal or a CI runner reads is escaped. */
export function jsonText(value: unknown): string {
  return JSON.stringify(value, null, 2)
    .replace(/[\u007f-\u009f\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, escaped)
    .replace(/##(?=\[|vso\[)/g, "#\\u0023");
}

function escaped(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
}
