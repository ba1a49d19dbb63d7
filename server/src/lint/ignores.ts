/** Which findings the ignore comments silence, and which comments silence any. */
import type { Ignore, Range } from "../rubric/rubric.ts";
import { lastNotAfter } from "./search.ts";

interface Silenceable {
  readonly check: string;
  readonly range: Range;
}

export interface Silenced<F> {
  readonly heard: readonly F[];
  readonly used: ReadonlySet<Ignore>;
}

export function silence<F extends Silenceable>(findings: readonly F[], ignores: readonly Ignore[]): Silenced<F> {
  if (ignores.length === 0) return { heard: findings, used: new Set() };
  const named = new Set(ignores.map(({ check }) => check.value));
  const covering = new Map(
    Array.from(named, (name) => [name, coverage(ignores.filter(({ check }) => check.value === name))]),
  );
  const used = new Set<Ignore>();
  const heard = findings.filter(({ check, range }) => {
    const ignore = covering.get(check)?.(range.start);
    if (ignore) used.add(ignore);
    return ignore === undefined;
  });
  return { heard, used };
}

/** Finds the comment that covers an offset: the nearest before it, else one of the whole file. */
function coverage(ignores: readonly Ignore[]): (offset: number) => Ignore | undefined {
  const file = ignores.find(({ covers }) => covers === undefined);
  const lines = ignores
    .flatMap((ignore) => (ignore.covers ? [{ ignore, ...ignore.covers }] : []))
    .sort((a, b) => a.start - b.start);
  const longest = lines.reduce((most, { start, end }) => Math.max(most, end - start), 0);
  const starts = lines.map(({ start }) => start);
  return (offset) => {
    for (let at = lastNotAfter(starts, offset); at >= 0; at--) {
      const line = lines[at];
      if (!line || line.start + longest < offset) break;
      if (offset <= line.end) return line.ignore;
    }
    return file;
  };
}
