/** The stores by kind, as the session and the command line read through them. */
import path from "node:path";
import { type Source, type SourceStore, storeByKind } from "../tallies/source.ts";
import type { PairRequest, Read, ScoreRequest, TallyRequest } from "../tallies/store.ts";
import { createClickHouseStore } from "./clickhouse/store.ts";
import { createDuckDbStore, type DuckDbOptions, type FileStore } from "./duckdb.ts";
import { splitPattern } from "./glob.ts";

/** Everything that a rubric in this place may read. */
export function createSources(options: DuckDbOptions, files: FileStore = createDuckDbStore(options)): SourceStore {
  return storeByKind({ file: fileSources(files, options.base), clickhouse: createClickHouseStore() });
}

/** The one place that looks into the request of a file. */
function fileSources(store: FileStore, base: string): SourceStore {
  const readers = {
    tally: ({ request }: Source, signal?: AbortSignal) => store.tally(request as TallyRequest, signal),
    pairs: ({ request }: Source, signal?: AbortSignal) => store.pairs(request as PairRequest, signal),
    scores: ({ request }: Source, signal?: AbortSignal) => store.scores(request as ScoreRequest, signal),
  };
  return {
    read: (source, signal) => readers[source.want](source, signal) as Promise<Read<never>>,
    dependsOn: ({ name }, changed) => store.dependsOn(name, changed),
    foldersOf: ({ name }) => {
      const { folder } = splitPattern(name);
      return [path.resolve(base, folder)];
    },
  };
}
