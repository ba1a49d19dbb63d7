/**
 * A source as everybody but its store sees it. A new kind of source (a database, a file of tallies) is a new `kind`, a
 * `SourceStore` for it, and a line in the list of stores; nothing else looks into a request.
 */
import type { Read } from "./store.ts";
import type { PairTable, ScoreTable, Tallies } from "./tallies.ts";

export type SourceKind = "file" | "clickhouse";

/** What can be read from a source. */
export interface Results {
  readonly tally: Tallies;
  readonly pairs: PairTable;
  readonly scores: ScoreTable;
}

export interface Source<Want extends keyof Results = keyof Results> {
  readonly kind: SourceKind;
  readonly want: Want;
  /** As the rubric names it; shown while it is read. */
  readonly name: string;
  /** Plain data, and all that the result depends on beside what the store reads. */
  readonly request: object;
}

export interface SourceStore {
  /** Never throws for what a user can cause; an aborted signal rejects with its reason. */
  read<Want extends keyof Results>(source: Source<Want>, signal?: AbortSignal): Promise<Read<Results[Want]>>;
  /** Whether a file at this absolute path, changed, new or gone, changes what is read. */
  dependsOn(source: Source, changed: string): boolean;
  /** Absolute paths of the folders in which such a file can be. */
  foldersOf(source: Source): readonly string[];
}

/** Equal for equal sources, so what was read of one is kept by it. */
export function sourceKey(source: Source): string {
  return JSON.stringify(source);
}

/** One store that hands each source to the store of its kind. */
export function storeByKind(stores: Readonly<Record<SourceKind, SourceStore>>): SourceStore {
  return {
    read: (source, signal) => stores[source.kind].read(source, signal),
    dependsOn: (source, changed) => stores[source.kind].dependsOn(source, changed),
    foldersOf: (source) => stores[source.kind].foldersOf(source),
  };
}
