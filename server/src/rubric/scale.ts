/** Scales: what a rating may be, and what a rating's text means on one. */
import type { ContinuousScale, DiscreteScale, Polarity, Scale } from "./rubric.ts";

/** A finer step is a typo, and would make a table of a million levels. */
export const MOST_LEVELS = 1000;

/** No number of a rubric is larger: sums and squares of such numbers stay finite, and whole ones are exact. */
export const LARGEST_NUMBER = 1e15;
/** No value was given more often. */
export const LARGEST_COUNT = 1e12;

const missing = new Set(["", "null", "na", "n/a", "nan"]);
const noCodes: ReadonlySet<string> = new Set();
const yes = new Set(["true", "yes"]);
const no = new Set(["false", "no"]);

/** Empty, null, NA, N/A, NaN and the codes given, in any case: no rating at all. */
export function isMissing(text: string, codes = noCodes): boolean {
  const word = text.trim().toLowerCase();
  return missing.has(word) || codes.has(word);
}

/**
 * The number that a rating's text means: words that the scale names; true and yes, false and no where the scale has 1
 * or 0; numbers in any usual notation. Undefined where it is not on the scale.
 */
export function readRating(scale: Scale, text: string, codes = noCodes): number | "missing" | undefined {
  if (isMissing(text, codes)) return "missing";
  const word = text.trim().toLowerCase();
  if (scale.kind === "continuous") {
    const value = readNumber(word);
    return value !== undefined && value >= scale.min && value <= scale.max ? value : undefined;
  }
  const value = scale.names.get(word) ?? readNumber(word) ?? (yes.has(word) ? 1 : no.has(word) ? 0 : undefined);
  return value === undefined ? undefined : scale.levels[levelIndex(scale, value)];
}

/** A decimal number of at most `LARGEST_NUMBER`; hexadecimal and the like are words here. */
export function readNumber(text: string): number | undefined {
  const value = isNumeric(text) ? Number(text) : Number.NaN;
  return Math.abs(value) <= LARGEST_NUMBER ? value : undefined;
}

/** Written as a decimal number, however large. */
export function isNumeric(text: string): boolean {
  return /^\s*[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?\s*$/i.test(text);
}

/** "1-5" as its lowest and highest level. */
export function readRange(text: string): readonly [number, number] | undefined {
  const found = /^\s*(\d+)\s*[-\u2013]\s*(\d+)\s*$/.exec(text);
  return found ? [Number(found[1]), Number(found[2])] : undefined;
}

/** Files of 32-bit floats hold 0.1 as 0.10000000149. */
const TOLERANCE = 1e-7;

/** The place of a level, -1 where the scale does not have it. */
export function levelIndex({ levels }: DiscreteScale, value: number): number {
  const exact = levels.indexOf(value);
  return exact >= 0 ? exact : levels.findIndex((level) => Math.abs(level - value) <= TOLERANCE * Math.abs(value));
}

/** How the rubric writes a level: the word that the scale has for it (the first, in lower case), else the number. */
export function levelLabel(scale: Scale, level: number): string {
  if (scale.kind === "discrete") for (const [word, value] of scale.names) if (value === level) return word;
  return String(level);
}

/**
 * A rating, or a mean of ratings, mapped to [0, 1] by the ends of its scale; turned for a negative polarity, so that 1
 * is best. A scale of one level says nothing: 0.5.
 */
export function toUnit(scale: Scale, value: number, polarity: Polarity): number {
  const [low, high] = ends(scale);
  const unit = high > low ? (value - low) / (high - low) : 0.5;
  return polarity === "negative" ? 1 - unit : unit;
}

export function ends(scale: Scale): readonly [number, number] {
  if (scale.kind === "continuous") return [scale.min, scale.max];
  return [scale.levels[0] ?? 0, scale.levels.at(-1) ?? 0];
}

/** The bin of a score; the last bin is closed. */
export function binOf({ min, max, bins }: ContinuousScale, value: number): number {
  return Math.min(bins - 1, Math.max(0, Math.floor(((value - min) / (max - min)) * bins)));
}

/** min, min + step, ... up to max; rounded at the 13th digit of the largest, so that adding up leaves no trace. */
export function steppedLevels(min: number, max: number, step: number): number[] {
  const count = Math.floor((max - min) / step + 1e-9) + 1;
  const digits = 12 - Math.floor(Math.log10(Math.max(Math.abs(min), Math.abs(max))));
  const decimals = Math.min(100, Math.max(0, digits));
  return Array.from({ length: count }, (_, at) => Number((min + at * step).toFixed(decimals)) + 0);
}
