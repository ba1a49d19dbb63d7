/**
 * Evidence that is computed beside the keystrokes: what is not there is pending, is computed in steps when the caller
 * has time, and is dropped when an edit makes it unwanted. Results are kept by key while recent passes asked for them.
 */
import { PENDING } from "../analysis/analysis.ts";
import type { Evidence } from "../analysis/evidence.ts";
import type { Unavailable } from "../statistics/result.ts";
import { finish, type Steps } from "../statistics/steps.ts";

/** Quick computations that one pass may do itself: an edit changes one rule, opening a document changes all. */
const QUICK_PER_PASS = 3;
/** A result that this many passes did not ask for is forgotten; until then undo finds it. */
const PASSES_KEPT = 50;

const pending: Unavailable = { unavailable: PENDING };

export class SlicedEvidence implements Evidence {
  private readonly results = new Map<string, { value: unknown; pass: number }>();
  private tasks = new Map<string, Steps<unknown>>();
  private asked = new Map<string, () => Steps<unknown>>();
  private quickLeft = 0;
  private pass = 0;

  /** Starts a pass of `analyze`; what it does not ask for again is no longer computed. */
  begin(): void {
    this.pass += 1;
    this.asked = new Map();
    this.quickLeft = QUICK_PER_PASS;
  }

  of<T>(key: string, compute: () => Steps<T>, isQuick = false): T | Unavailable {
    const known = this.results.get(key);
    if (known) {
      known.pass = this.pass;
      return known.value as T;
    }
    // What is waiting already is not what this edit changed.
    if (isQuick && this.quickLeft > 0 && !this.tasks.has(key)) {
      this.quickLeft -= 1;
      const value = finish(compute());
      this.results.set(key, { value, pass: this.pass });
      return value;
    }
    this.asked.set(key, compute);
    return pending;
  }

  /** Ends the pass: drops the tasks that were not asked for, starts those that are new. */
  end(): void {
    const tasks = new Map<string, Steps<unknown>>();
    for (const [key, compute] of this.asked) tasks.set(key, this.tasks.get(key) ?? compute());
    this.tasks = tasks;
    this.asked = new Map();
    if (this.pass % PASSES_KEPT === 0)
      for (const [key, { pass }] of this.results) if (pass <= this.pass - PASSES_KEPT) this.results.delete(key);
  }

  get isBusy(): boolean {
    return this.tasks.size > 0;
  }

  /** One step of the first task. One that fails is a bug: its result says so, or it would be tried forever. */
  step(failed: (error: unknown) => void): void {
    const [first] = this.tasks;
    if (!first) return;
    const [key, steps] = first;
    try {
      const step = steps.next();
      if (!step.done) return;
      this.results.set(key, { value: step.value, pass: this.pass });
    } catch (error) {
      this.results.set(key, { value: { unavailable: "could not be computed; see the log" }, pass: this.pass });
      failed(error);
    }
    this.tasks.delete(key);
  }
}
