/** Watches the folders of rating files, for clients that do not watch files themselves. */
import { type FSWatcher, watch } from "node:fs";
import path from "node:path";
import type { FolderWatch, Place } from "./runtime.ts";

interface Wanted {
  readonly place: Place;
  readonly folder: string;
}

/** Several events come of one save; they are taken together after this many milliseconds. */
const SETTLE = 50;

/** `allowed` gives the real path of a folder that may be watched, undefined for any other. */
export function watchFolders(
  changed: (files: readonly string[]) => void,
  allowed: (wanted: Wanted) => Promise<string | undefined>,
): FolderWatch {
  /** By folder as the rubric names it, since changes are reported by that name; undefined while it is being looked for. */
  const watchers = new Map<string, FSWatcher | undefined>();
  const waiting = new Set<string>();
  let timer: NodeJS.Timeout | undefined;

  function noticed(file: string): void {
    waiting.add(file);
    clearTimeout(timer);
    timer = setTimeout(() => {
      const files = [...waiting];
      waiting.clear();
      changed(files);
    }, SETTLE);
  }

  async function add(wanted: Wanted): Promise<void> {
    const { folder } = wanted;
    watchers.set(folder, undefined);
    try {
      const real = await allowed(wanted);
      if (!watchers.has(folder) || watchers.get(folder)) return;
      if (real === undefined) return remove(folder);
      const watcher = watch(real, { persistent: false }, (_, name) => noticed(path.join(folder, name ?? "")));
      watcher.on("error", () => remove(folder));
      watchers.set(folder, watcher);
    } catch {
      // It is not there: the finding at the rubric's line says so, and the next edit tries again.
      remove(folder);
    }
  }

  function remove(folder: string): void {
    watchers.get(folder)?.close();
    watchers.delete(folder);
  }

  return {
    folders(wanted) {
      const names = new Set(wanted.map(({ folder }) => folder));
      for (const folder of [...watchers.keys()]) if (!names.has(folder)) remove(folder);
      for (const one of wanted) if (!watchers.has(one.folder)) void add(one);
    },
    dispose() {
      clearTimeout(timer);
      for (const folder of [...watchers.keys()]) remove(folder);
    },
  };
}
