/** A clock whose hands the test turns, and a store whose answers the test gives. */
import type { Timers } from "../../server/src/engine/timers.ts";
import { tallyInline } from "../../server/src/tallies/inline.ts";
import type { Results, Source, SourceStore } from "../../server/src/tallies/source.ts";
import type { Read } from "../../server/src/tallies/store.ts";
import type { RuleTally, Tallies } from "../../server/src/tallies/tallies.ts";

export class Clock implements Timers {
  private time = 0;
  private queue: { at: number; run: () => void }[] = [];
  /** How long each look at the clock takes: so that slices end. */
  readonly tick: number;

  constructor(tick = 0) {
    this.tick = tick;
  }

  now(): number {
    this.time += this.tick;
    return this.time;
  }

  soon(run: () => void): void {
    this.queue.push({ at: this.time, run });
  }

  after(milliseconds: number, run: () => void): () => void {
    const entry = { at: this.time + milliseconds, run };
    this.queue.push(entry);
    return () => {
      this.queue = this.queue.filter((other) => other !== entry);
    };
  }

  /** Runs what is due, and lets promises settle, until nothing is due within so many milliseconds. */
  async run(milliseconds = 0): Promise<void> {
    const end = this.time + milliseconds;
    for (;;) {
      for (let i = 0; i < 10; i++) await Promise.resolve();
      const due = this.queue.filter(({ at }) => at <= Math.max(end, this.time)).sort((a, b) => a.at - b.at)[0];
      if (!due) break;
      this.queue = this.queue.filter((entry) => entry !== due);
      this.time = Math.max(this.time, due.at);
      due.run();
    }
    this.time = Math.max(this.time, end);
  }
}

interface Call {
  readonly source: Source;
  readonly signal: AbortSignal | undefined;
  answer(read: Read<Results[keyof Results]>): void;
  fail(error: unknown): void;
}

export class ControlledStore implements SourceStore {
  readonly calls: Call[] = [];

  read<Want extends keyof Results>(source: Source<Want>, signal?: AbortSignal): Promise<Read<Results[Want]>> {
    return new Promise((resolve, reject) => {
      this.calls.push({ source, signal, answer: (read) => resolve(read as Read<Results[Want]>), fail: reject });
      signal?.addEventListener("abort", () => reject(signal.reason));
    });
  }

  dependsOn({ name }: Source, changed: string): boolean {
    return changed === name;
  }

  foldersOf(): readonly string[] {
    return [];
  }
}

/** Tallies of one rule by value. */
export function talliesOf(rule: string, counts: Readonly<Record<string, number>>): Tallies {
  const inline: RuleTally = tallyInline({ values: Object.keys(counts), counts: Object.values(counts) }, rule);
  return {
    key: JSON.stringify([rule, counts]),
    items: [],
    prompts: undefined,
    rules: [inline],
    rows: 1,
    excluded: 0,
    identifying: [],
    raters: 0,
    raterNames: [],
    shape: "long",
    files: ["r.csv"],
    columns: [],
  };
}
