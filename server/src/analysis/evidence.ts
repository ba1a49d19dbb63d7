/**
 * Evidence is what takes longer than a keystroke: intervals, agreement, everything over pairs. `analyze` asks for it
 * by a key that names all it depends on; whoever holds the evidence has it, computes it now, or says "pending" and
 * computes it later. So the same `analyze` serves the command line (at once) and the editor (in slices).
 */
import type { Unavailable } from "../statistics/result.ts";
import { finish, type Steps } from "../statistics/steps.ts";
import { PENDING } from "./analysis.ts";

export interface Evidence {
  /**
   * The result of `compute`, or `{unavailable: "pending"}`. The key must name everything that `compute` reads. What is
   * quick (a millisecond or two) may be computed while the author types, as long as few ask for it.
   */
  of<T>(key: string, compute: () => Steps<T>, isQuick?: boolean): T | Unavailable;
}

const pending: Unavailable = { unavailable: PENDING };

/** Computes what is asked for at once. */
export function immediateEvidence(): Evidence {
  const results = new Map<string, unknown>();
  return {
    of<T>(key: string, compute: () => Steps<T>): T | Unavailable {
      if (!results.has(key)) results.set(key, finish(compute()));
      return results.get(key) as T;
    },
  };
}

/** Nothing but counts: what can be said before any evidence is there. */
export const noEvidence: Evidence = { of: () => pending };
