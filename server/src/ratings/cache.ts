/**
 * Reads each file once. Kept by what is asked (file, column mapping) and by the state of the files that answer it (real
 * paths, sizes, times of change), so a changed file drops its own entries and no others.
 */

import type { Read } from "../tallies/store.ts";
import type { FileStore } from "./duckdb.ts";

/** Share one between the stores of several folders: entries are kept by real path. */
export type RatingCache = Map<string, Entry>;

interface Entry {
  /** The state of the files when they were read. */
  readonly stamp: string;
  readonly reading: SharedReading;
}

/** A reading that goes on as long as anyone waits for it. */
interface SharedReading {
  readonly promise: Promise<Read<unknown>>;
  readonly controller: AbortController;
  waiting: number;
  isDone: boolean;
}

/** Documents that are closed leave entries behind; the ones unused for longest go first. */
const MOST_ENTRIES = 64;

export function createCachedStore(store: FileStore, cache: RatingCache = new Map()): FileStore {
  const cached =
    <Request extends { readonly file: string }, T>(
      kind: string,
      read: (request: Request, signal?: AbortSignal) => Promise<Read<T>>,
    ) =>
    async (request: Request, signal?: AbortSignal): Promise<Read<T>> => {
      const stamp = await store.stamp(request.file, signal);
      if (stamp === undefined) return read(request, signal);
      const key = JSON.stringify([kind, stamp.paths, request]);
      let entry = cache.get(key);
      if (entry?.stamp !== stamp.state || entry.reading.controller.signal.aborted)
        entry = { stamp: stamp.state, reading: startReading((shared) => read(request, shared)) };
      keep(cache, key, entry);
      return waitFor(entry.reading, signal, () => {
        if (cache.get(key) === entry) cache.delete(key);
      }) as Promise<Read<T>>;
    };
  return {
    ...store,
    tally: cached("tally", store.tally),
    pairs: cached("pairs", store.pairs),
    scores: cached("scores", store.scores),
    columnsOf: (file, signal) =>
      cached("columns", (request: { file: string }, own) => store.columnsOf(request.file, own))({ file }, signal),
  };
}

/** Entries are in the order of their last use. */
function keep(cache: RatingCache, key: string, entry: Entry): void {
  cache.delete(key);
  cache.set(key, entry);
  const oldest = cache.size > MOST_ENTRIES ? cache.keys().next().value : undefined;
  if (oldest !== undefined) cache.delete(oldest);
}

function startReading(read: (signal: AbortSignal) => Promise<Read<unknown>>): SharedReading {
  const controller = new AbortController();
  const reading: SharedReading = { promise: read(controller.signal), controller, waiting: 0, isDone: false };
  const done = () => {
    reading.isDone = true;
  };
  reading.promise.then(done, done);
  return reading;
}

/** `drop` forgets what gave no value, so that the next request tries again. */
async function waitFor(
  reading: SharedReading,
  signal: AbortSignal | undefined,
  drop: () => void,
): Promise<Read<unknown>> {
  reading.waiting++;
  let leave: (() => void) | undefined;
  const aborted = new Promise<never>((_, reject) => {
    leave = () => reject(signal?.reason);
    if (signal?.aborted) leave();
    else signal?.addEventListener("abort", leave, { once: true });
  });
  try {
    const result = await Promise.race([reading.promise, aborted]);
    if (result.value === undefined) drop();
    return result;
  } catch (error) {
    if (reading.isDone) drop();
    throw error;
  } finally {
    if (leave) signal?.removeEventListener("abort", leave);
    reading.waiting--;
    if (reading.waiting === 0 && !reading.isDone) {
      reading.controller.abort(signal?.reason);
      drop();
    }
  }
}
