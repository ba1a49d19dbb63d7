/**
 * Evidence is what takes longer than a keystroke: intervals, agreement, everything over pairs. `analyze` asks for it by
 * name and by the values it depends on; whoever holds the evidence has it, computes it now, or says "pending" and
 * computes it later. So the same `analyze` serves the command line (at once) and the editor (in slices).
 *
 * A computation receives its dependencies and nothing else, so what it reads is what it is kept by. Dependencies are
 * immutable and compared by identity; `same` gives equal values one identity.
 */
import type { Unavailable } from "../statistics/result.ts";
import { finish, type Steps } from "../statistics/steps.ts";
import { PENDING } from "./analysis.ts";
import { Interned, numberOf } from "./interned.ts";

export type Dependency = object | string | number | boolean | undefined;

export interface EvidenceOptions {
  /** A millisecond or two: it may be computed while the author types, as long as few ask for it. */
  readonly isQuick?: boolean;
}

export interface Evidence {
  /** The result of `compute`, or `{unavailable: "pending"}`. */
  of<Dependencies extends readonly Dependency[], T>(
    name: string,
    dependencies: readonly [...Dependencies],
    compute: (...dependencies: Dependencies) => Steps<T>,
    options?: EvidenceOptions,
  ): T | Unavailable;
  /** The result of a computation that belongs on the path of a keystroke; kept like the rest. */
  now<Dependencies extends readonly Dependency[], T extends object>(
    name: string,
    dependencies: readonly [...Dependencies],
    compute: (...dependencies: Dependencies) => T,
  ): T;
  /** The one object for all values of this content, one level deep; `content` names it where comparing would take long. */
  same<T extends object>(value: T, content?: string): T;
}

export const pending: Unavailable = { unavailable: PENDING };

/** Short: objects by number, texts as they are. */
export function keyOf(name: string, dependencies: readonly Dependency[]): string {
  let key = name;
  for (const one of dependencies)
    key += typeof one === "object" ? ` #${numberOf(one)}` : ` ${typeof one === "string" ? JSON.stringify(one) : one}`;
  return key;
}

/** Computes what is asked for at once. */
export function immediateEvidence(): Evidence {
  const results = new Map<string, unknown>();
  const interned = new Interned();
  function kept<T>(key: string, compute: () => T): T {
    if (!results.has(key)) results.set(key, compute());
    return results.get(key) as T;
  }
  return {
    of: (name, dependencies, compute) => kept(keyOf(name, dependencies), () => finish(compute(...dependencies))),
    now: (name, dependencies, compute) => kept(keyOf(name, dependencies), () => compute(...dependencies)),
    same: (value, content) => interned.same(value, content),
  };
}

/** Nothing but counts: what can be said before any evidence is there. */
export const noEvidence: Evidence = {
  of: () => pending,
  now: (_name, dependencies, compute) => compute(...dependencies),
  same: (value) => value,
};
