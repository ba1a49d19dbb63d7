/**
 * What was read of the sources of one document, kept by source. A source that changes while it is read, the first time
 * too, is read again; until there is a new reading, the old one counts.
 */
import { notRead, type Reading } from "../analysis/input.ts";
import { type Results, type Source, type SourceStore, sourceKey } from "../tallies/source.ts";
import { readingOf } from "./sources.ts";

export interface ReadingsHost {
  store(): SourceStore;
  /** A source is being read; the function it returns is called when that ends. */
  started(source: Source, cancel: () => void): () => void;
  /** There is a new reading. */
  finished(): void;
  failed(error: unknown): void;
}

interface Entry {
  readonly source: Source;
  reading: Reading<unknown> | undefined;
  /** What was read is out of date, or nothing is read yet. */
  isStale: boolean;
  /** While it is being read. */
  controller: AbortController | undefined;
}

export class Readings {
  private readonly host: ReadingsHost;
  private entries = new Map<string, Entry>();
  private wanted = new Set<string>();

  constructor(host: ReadingsHost) {
    this.host = host;
  }

  /** Starts a pass; what it does not ask for is forgotten at its end. */
  begin(): void {
    this.wanted = new Set();
  }

  /** What is known of a source; starts to read it where that is out of date. */
  of<Want extends keyof Results>(source: Source<Want>): Reading<Results[Want]> {
    const key = sourceKey(source);
    this.wanted.add(key);
    let entry = this.entries.get(key);
    if (!entry) {
      entry = { source, reading: undefined, isStale: true, controller: undefined };
      this.entries.set(key, entry);
    }
    if (entry.isStale && !entry.controller) this.start(entry);
    const { reading } = entry;
    if (!reading) return notRead;
    return (entry.isStale ? { ...reading, state: "reading" } : reading) as Reading<Results[Want]>;
  }

  end(): void {
    for (const [key, { controller }] of this.entries)
      if (!this.wanted.has(key)) {
        controller?.abort();
        this.entries.delete(key);
      }
  }

  /** What is known, without reading anything. */
  known<Want extends keyof Results>(source: Source<Want>): Reading<Results[Want]> {
    return (this.entries.get(sourceKey(source))?.reading ?? notRead) as Reading<Results[Want]>;
  }

  /** Marks what was read, or is being read, of these sources as out of date; says whether there are any. */
  markStale(concerns: (source: Source) => boolean): boolean {
    const concerned = [...this.entries.values()].filter(({ source }) => concerns(source));
    for (const entry of concerned) {
      entry.isStale = true;
      entry.controller?.abort();
      entry.controller = undefined;
    }
    return concerned.length > 0;
  }

  get sources(): readonly Source[] {
    return Array.from(this.entries.values(), ({ source }) => source);
  }

  get isReading(): boolean {
    return [...this.entries.values()].some(({ controller }) => controller !== undefined);
  }

  /** Ends what is under way. */
  dispose(): void {
    for (const { controller } of this.entries.values()) controller?.abort();
    this.entries.clear();
  }

  private async start(entry: Entry): Promise<void> {
    const controller = new AbortController();
    entry.controller = controller;
    let wasCancelled = false;
    const ended = this.host.started(entry.source, () => {
      wasCancelled = true;
      controller.abort();
    });
    let reading: Reading<unknown>;
    try {
      reading = readingOf(await this.host.store().read(entry.source, controller.signal));
    } catch (error) {
      if (!controller.signal.aborted) this.host.failed(error);
      reading = crashed(entry.source);
    }
    ended();
    if (wasCancelled) reading = cancelled;
    // Another reading has taken its place, or nobody needs it any more.
    if (entry.controller !== controller || (controller.signal.aborted && !wasCancelled)) return;
    Object.assign(entry, { reading, isStale: false, controller: undefined });
    this.host.finished();
  }
}

const cancelled: Reading<never> = {
  state: "failed",
  value: undefined,
  problems: [
    {
      code: "unreadable",
      field: "file",
      message: "Reading was cancelled. Save the file again, or restart the server, to read it.",
    },
  ],
};

function crashed({ name }: Source): Reading<never> {
  const message = `\`${name}\` could not be read: the reader failed unexpectedly. The log says why; please report it.`;
  return { state: "failed", value: undefined, problems: [{ code: "unreadable", field: "file", message }] };
}
