/** Runs something again whenever files change, until the process is ended. */
import { existsSync, type FSWatcher, watch } from "node:fs";
import path from "node:path";

/** An editor saves in several steps. In milliseconds. */
const QUIET = 150;

/** `run` returns the files that its result depends on; it is never run twice at a time. Does not return. */
export async function runOnChange(run: () => Promise<readonly string[]>): Promise<never> {
  const watchers = new Map<string, FSWatcher>();
  for (;;) {
    let wake = () => {};
    const changed = new Promise<void>((resolve) => {
      wake = resolve;
    });
    const files = new Set((await run()).map((file) => path.resolve(file)));
    const folders = new Set([...files].map((file) => path.dirname(file)).filter((folder) => existsSync(folder)));
    for (const watcher of watchers.values()) watcher.close();
    watchers.clear();
    // A file that is replaced is another file: its folder is watched.
    for (const folder of folders) {
      const watcher = watch(folder, (_, name) => {
        if (name === null || files.has(path.join(folder, name)) || /\.rubric\.|encore\.config/.test(name)) wake();
      });
      watcher.on("error", () => watcher.close());
      watchers.set(folder, watcher);
    }
    await changed;
    await new Promise((resolve) => setTimeout(resolve, QUIET));
  }
}
