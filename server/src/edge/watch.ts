/** Watches the folders of rating files, for clients that do not watch files themselves. */
import { type FSWatcher, watch } from "node:fs";
import path from "node:path";

export interface FolderWatch {
  /** Watches just these folders from now on; one that is not there is passed over. */
  folders(wanted: ReadonlySet<string>): void;
  dispose(): void;
}

/** Several events come of one save; they are taken together after this many milliseconds. */
const SETTLE = 50;

export function watchFolders(changed: (files: readonly string[]) => void): FolderWatch {
  const watchers = new Map<string, FSWatcher>();
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

  function add(folder: string): void {
    try {
      const watcher = watch(folder, { persistent: false }, (_, name) => noticed(path.join(folder, name ?? "")));
      watcher.on("error", () => remove(folder));
      watchers.set(folder, watcher);
    } catch {
      // Not there: the finding at the rubric's line says so, and an edit asks again.
    }
  }

  function remove(folder: string): void {
    watchers.get(folder)?.close();
    watchers.delete(folder);
  }

  return {
    folders(wanted) {
      for (const folder of [...watchers.keys()]) if (!wanted.has(folder)) remove(folder);
      for (const folder of wanted) if (!watchers.has(folder)) add(folder);
    },
    dispose() {
      clearTimeout(timer);
      for (const folder of [...watchers.keys()]) remove(folder);
    },
  };
}
