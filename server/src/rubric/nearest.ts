/** "Did you mean": the known words that a written one could be a slip of. */
import { distance } from "fastest-levenshtein";

/** At most three, best first; more than a third of the letters wrong is another word. Case does not count. */
export function nearest(word: string, known: readonly string[]): string[] {
  const plain = word.toLowerCase();
  return known
    .map((other) => ({ other, wrong: distance(plain, other.toLowerCase()) }))
    .filter(({ other, wrong }) => wrong <= Math.max(plain.length, other.length) / 3)
    .sort((a, b) => a.wrong - b.wrong)
    .slice(0, 3)
    .map(({ other }) => other);
}
