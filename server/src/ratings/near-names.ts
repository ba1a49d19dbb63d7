/** "Did you mean": the names that a written one could be a slip of. */
import { distance } from "fastest-levenshtein";

/** At most three, best first; a third of the letters wrong is another name. Case does not count. */
export function nearNames(name: string, names: readonly string[]): string[] {
  const plain = name.toLowerCase();
  return names
    .map((other) => ({ other, wrong: distance(plain, other.toLowerCase()) }))
    .filter(({ other, wrong }) => wrong <= Math.max(name.length, other.length) / 3)
    .sort((a, b) => a.wrong - b.wrong)
    .slice(0, 3)
    .map(({ other }) => other);
}

const SHOWN = 12;

/** `a`, `b` and `c`; of a long list its start and how many more there are. */
export function listed(names: readonly string[], word = "and"): string {
  const quoted = names
    .filter((name) => name !== "")
    .slice(0, SHOWN)
    .map((name) => `\`${name}\``);
  if (names.length > SHOWN) return `${quoted.join(", ")} ${word} ${names.length - SHOWN} more`;
  const last = quoted.pop() ?? "none";
  return quoted.length === 0 ? last : `${quoted.join(", ")} ${word} ${last}`;
}

/** `1 row`, `3 rows`. */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}
