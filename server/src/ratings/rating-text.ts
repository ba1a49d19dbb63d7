/** What the text of a rating is, before any scale is known. The same for every file format and for inline ratings. */

/** In lower case. */
export const missingWords: readonly string[] = ["", "null", "na", "n/a", "nan"];

/** A plain decimal with zeros at its end: 1.0, 2.50. */
const trailingZeros = /^([+-]?\d+)(?:(\.\d*?[1-9])0+|\.0*)$/;

/**
 * The rating as it is kept: trimmed, and numbers in one spelling (`1.0`, `1.00` and `1` are `1`), because a table of
 * numbers writes them differently to CSV, JSON and Parquet. Undefined for a missing one: empty, null, NA, N/A or NaN in
 * any case.
 */
export function ratingText(text: string): string | undefined {
  const trimmed = text.trim();
  if (missingWords.includes(trimmed.toLowerCase())) return undefined;
  return trimmed.replace(trailingZeros, "$1$2");
}
