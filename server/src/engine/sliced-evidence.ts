/**
 * Evidence that is computed beside the keystrokes: what is not there is pending, is computed in steps when the caller
 * has time, and is dropped when an edit makes it superfluous. Results are kept while recent passes asked for them.
 */
import { type Dependency, type Evidence, type EvidenceOptions, keyOf, pending } from "../analysis/evidence.ts";
import { Interned } from "../analysis/interned.ts";
import type { Unavailable } from "../statistics/result.ts";
import { finish, type Steps } from "../statistics/steps.ts";

/** Quick computations that one pass may do itself: an edit changes one rule, opening a document changes all. */
const QUICK_PER_PASS = 3;
/** A result that this many passes did not ask for is forgotten; until then undo finds it. */
const PASSES_KEPT = 50;

export class SlicedEvidence implements Evidence {
  private readonly results = new Map<string, { value: unknown; pass: number }>();
  private readonly interned = new Interned();
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

  of<Dependencies extends readonly Dependency[], T>(
    name: string,
    dependencies: readonly [...Dependencies],
    compute: (...dependencies: Dependencies) => Steps<T>,
    { isQuick = false }: EvidenceOptions = {},
  ): T | Unavailable {
    const key = keyOf(name, dependencies);
    const known = this.results.get(key);
    if (known) {
      known.pass = this.pass;
      return known.value as T;
    }
    // What is waiting already is not what this edit changed.
    if (isQuick && this.quickLeft > 0 && !this.tasks.has(key)) {
      this.quickLeft -= 1;
      return this.keep(key, finish(compute(...dependencies)));
    }
    this.asked.set(key, () => compute(...dependencies));
    return pending;
  }

  now<Dependencies extends readonly Dependency[], T extends object>(
    name: string,
    dependencies: readonly [...Dependencies],
    compute: (...dependencies: Dependencies) => T,
  ): T {
    const key = keyOf(name, dependencies);
    const known = this.results.get(key);
    if (!known) return this.keep(key, compute(...dependencies));
    known.pass = this.pass;
    return known.value as T;
  }

  same<T extends object>(value: T, content?: string): T {
    return this.interned.same(value, content);
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
      this.keep(key, step.value);
    } catch (error) {
      this.keep(key, { unavailable: "could not be computed; see the log" });
      failed(error);
    }
    this.tasks.delete(key);
  }

  private keep<T>(key: string, value: T): T {
    this.results.set(key, { value, pass: this.pass });
    return value;
  }
}
