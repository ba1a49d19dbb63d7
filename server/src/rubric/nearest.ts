/** "Did you mean": the known words that a written one could be a typo of. */
import { distance } from "fastest-levenshtein";

/** At most three, best first; more than a third of the letters wrong is another word. Case does not count. */
export function nearest(word: string, known: readonly string[]): string[] {
  const plain = word.toLowerCase();
  return known
    .map((other) => ({ other, wrong: typos(plain, other.toLowerCase()) }))
    .filter(({ other, wrong }) => wrong <= Math.max(plain.length, other.length) / 3)
    .sort((a, b) => a.wrong - b.wrong)
    .slice(0, 3)
    .map(({ other }) => other);
}

/** Letters wrong, missing or too many; two neighbours the wrong way round are one typo. */
function typos(word: string, other: string): number {
  const at = [...word].findIndex((letter, k) => letter !== other[k]);
  const swapped = word.slice(0, at) + (word[at + 1] ?? "") + (word[at] ?? "") + word.slice(at + 2);
  return Math.min(distance(word, other), swapped === other ? 1 : Number.POSITIVE_INFINITY);
}
