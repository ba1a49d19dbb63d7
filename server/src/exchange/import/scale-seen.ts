/** The scale of a rule that states none: what its ratings look like. */
import type { ImportedScale, RatingValue } from "./imported.ts";

/** More distinct whole numbers than this are a continuous score. */
const MOST_LEVELS = 11;

export interface ScaleSeen {
  readonly scale: ImportedScale;
  /** Another reading of the same ratings, where there is one that people mean as often. */
  readonly doubt?: string;
}

/** More distinct words than this are no labels of one scale. */
const MOST_WORDS = 10;

/** Undefined where there are no ratings, or words that cannot be a scale. */
export function scaleSeen(ratings: readonly RatingValue[]): ScaleSeen | undefined {
  const words = new Set<string>();
  const numbers = new Set<number>();
  for (const rating of ratings) {
    if (typeof rating === "boolean") words.add(rating ? "true" : "false");
    else if (typeof rating === "number") numbers.add(rating);
    else if (rating.trim() !== "" && Number.isFinite(Number(rating))) numbers.add(Number(rating));
    else words.add(rating.trim().toLowerCase());
  }
  if (words.size === 0) return numbers.size === 0 ? undefined : ofNumbers([...numbers].sort((a, b) => a - b));
  const isTruth = [...words].every((word) => ["true", "false", "yes", "no"].includes(word));
  const isBinary = [...numbers].every((number) => number === 0 || number === 1);
  if (isTruth && isBinary) return { scale: { levels: [0, 1] } };
  if (words.size < 2 || words.size > MOST_WORDS || numbers.size > 0) return undefined;
  const inOrder = [...words].sort();
  const doubt = `the order of ${inOrder.join(", ")} is not known; number them from low to high`;
  return { scale: { words: new Map(inOrder.map((word, at) => [word, at])) }, doubt };
}

/** Whole numbers from 0 or 1 are levels, unseen ones between included; others between 0 and 1 are shares. */
function ofNumbers(sorted: readonly number[]): ScaleSeen {
  const [low = 0, high = 0] = [sorted[0], sorted.at(-1)];
  const isWhole = sorted.every(Number.isInteger);
  if (isWhole && low >= 0 && high <= 1) return { scale: { levels: [0, 1] } };
  if (!isWhole && low >= 0 && high <= 1) {
    const quarters = sorted.every((number) => Number.isInteger(number * 4));
    if (!quarters) return { scale: { min: 0, max: 1 } };
    const step = sorted.every((number) => Number.isInteger(number * 2)) ? 0.5 : 0.25;
    return { scale: { levels: Array.from({ length: 1 / step + 1 }, (_, at) => at * step) } };
  }
  const first = low >= 0 ? Math.min(low, 1) : low;
  if (isWhole && high - first < MOST_LEVELS) {
    const levels = Array.from({ length: high - first + 1 }, (_, at) => first + at);
    const isOpen = high < 5 && first === 1;
    return { scale: { levels }, ...(isOpen && { doubt: `the highest rating seen is ${high}; the scale may go on` }) };
  }
  const max = high > 1 && high <= 10 ? 10 : high > 10 && high <= 100 ? 100 : high;
  return { scale: { min: Math.min(0, low), max } };
}
