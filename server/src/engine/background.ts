/** Computes evidence in slices between the messages, and rests while the author types. */
import type { Timers } from "./timers.ts";

/** How long one slice computes, in milliseconds: below what a person notices in a hover. */
const SLICE = 1;
/** After an edit or a request others follow at once, so nothing is computed for as long, in milliseconds. */
const REST = 30;
/** How often what was computed is shown while more is coming, in milliseconds. */
const REFRESH = 250;

export interface Work {
  readonly isBusy: boolean;
  step(): void;
  /** Shows what there is now. */
  refresh(): void;
}

export class Background {
  private readonly timers: Timers;
  /** What to work on next; undefined ends the work. */
  private readonly next: () => Work | undefined;
  private readonly refreshed = new WeakMap<Work, number>();
  private isWorking = false;
  private lastUse = Number.NEGATIVE_INFINITY;

  constructor(timers: Timers, next: () => Work | undefined) {
    this.timers = timers;
    this.next = next;
  }

  /** The author edits or asks something. */
  noteUse(): void {
    this.lastUse = this.timers.now();
  }

  start(): void {
    if (this.isWorking) return;
    this.isWorking = true;
    this.timers.soon(() => this.turn());
  }

  private turn(): void {
    const work = this.next();
    if (!work) {
      this.isWorking = false;
      return;
    }
    const started = this.timers.now();
    if (started - this.lastUse < REST) {
      this.timers.after(REST, () => this.turn());
      return;
    }
    while (work.isBusy && this.timers.now() - started < SLICE) work.step();
    const last = this.refreshed.get(work) ?? started;
    this.refreshed.set(work, last);
    if (!work.isBusy || started - last > REFRESH) {
      this.refreshed.set(work, this.timers.now());
      work.refresh();
    }
    this.timers.soon(() => this.turn());
  }
}
