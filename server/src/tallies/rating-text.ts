/** What the text of a rating is, before any scale is known. The same for every file format and for inline ratings. */

/** In lower case. */
export const missingWords: readonly string[] = ["", "null", "na", "n/a", "nan"];

const decimal = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

/**
 * The rating as it is kept: trimmed, and a number in its shortest spelling (`1.0`, `1.00` and `1` are `1`), because CSV,
 * JSON and Parquet spell one table's numbers differently. Undefined for a missing one: empty, null, NA, N/A or NaN in
 * any case. A whole number with more digits than a number in memory holds is kept as written.
 */
export function ratingText(text: string): string | undefined {
  const trimmed = text.trim();
  if (missingWords.includes(trimmed.toLowerCase())) return undefined;
  if (!decimal.test(trimmed)) return trimmed;
  const number = Number(trimmed);
  return Number.isFinite(number) && Math.abs(number) <= Number.MAX_SAFE_INTEGER ? String(number) : trimmed;
}
