/** The runtime that Node gives the server. */
import packageJson from "../../../package.json" with { type: "json" };
import { checkPage } from "../edge/docs.ts";
import { allowedIn, folderOf, nodeFiles } from "../edge/node-files.ts";
import type { Runtime } from "../edge/runtime.ts";
import type { Timers } from "../engine/timers.ts";
import { createCachedStore, type RatingCache } from "../ratings/cache.ts";
import { createDuckDbStore } from "../ratings/duckdb.ts";
import { createSources } from "../ratings/sources.ts";

const timers: Timers = {
  now: () => performance.now(),
  soon: (run) => {
    setImmediate(run);
  },
  after(milliseconds, run) {
    const timer = setTimeout(run, milliseconds);
    timer.unref();
    return () => clearTimeout(timer);
  },
};

export function nodeRuntime(): Runtime {
  /** Shared by all folders: two rubrics over one file read it once. */
  const read: RatingCache = new Map();
  return {
    version: packageJson.version,
    timers,
    files: nodeFiles,
    storeFor(place) {
      const base = folderOf(place.uri) ?? "/";
      const options = { base, allowed: allowedIn(place), memoryLimit: place.memoryLimit };
      return createSources(options, createCachedStore(createDuckDbStore(options), read));
    },
    async preview(place, file, most) {
      const options = { base: folderOf(place.uri) ?? "/", allowed: allowedIn(place), memoryLimit: place.memoryLimit };
      const { value, problems } = await createDuckDbStore(options).preview(file, most);
      return value ?? { unavailable: problems[0]?.message ?? `${file} cannot be read.` };
    },
    checkPage,
  };
}
