/** The file system of Node, as the server uses it; for rating files see ratings/. */
import { existsSync } from "node:fs";
import { lstat, readdir } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { realPathInside } from "../ratings/allowed.ts";
import type { Files, Place } from "./runtime.ts";
import { watchFolders } from "./watch.ts";

/** The samples of this package come with their ratings, in whatever workspace they are opened. */
const samples = ["../media/sample/", "../../../media/sample/"]
  .map((relative) => fileURLToPath(new URL(relative, import.meta.url)))
  .filter((folder) => existsSync(folder))
  .slice(0, 1);

export const nodeFiles: Files = {
  pathOf,
  resolve(uri, name) {
    const folder = folderOf(uri);
    return folder === undefined ? undefined : pathToFileURL(path.resolve(folder, name)).href;
  },
  async list(place, folder) {
    try {
      const real = await realPathInside(path.resolve(folderOf(place.uri) ?? "", folder), allowedIn(place));
      if (real === "outside") return [];
      const entries = await readdir(real, { withFileTypes: true });
      return entries
        .filter((entry) => !entry.name.startsWith("."))
        .map((entry) => (entry.isDirectory() ? `${entry.name}/` : entry.name))
        .sort();
    } catch {
      return [];
    }
  },
  async existing(place, names) {
    const folder = folderOf(place.uri);
    const allowed = allowedIn(place);
    const found = new Set<string>();
    if (folder === undefined) return found;
    for (const name of new Set(names)) {
      const real = await realPathInside(path.resolve(folder, name), allowed).catch(() => "outside");
      if (
        real !== "outside" &&
        (await lstat(real).then(
          (stats) => stats.isFile(),
          () => false,
        ))
      )
        found.add(name);
    }
    return found;
  },
  watch: (changed) =>
    watchFolders(changed, ({ place, folder }) =>
      realPathInside(folder, allowedIn(place)).then(
        (real) => (real === "outside" ? undefined : real),
        () => undefined,
      ),
    ),
};

/** Absolute; a document that is no file has none, and so nothing to read. */
export function allowedIn({ uri, folders, allowedFolders }: Place): readonly string[] {
  const base = folderOf(uri);
  if (base === undefined) return [];
  const workspace = folders.flatMap((folder) => pathOf(folder) ?? []);
  return [...(workspace.length > 0 ? workspace : [base]), ...samples, ...allowedFolders.filter(path.isAbsolute)];
}

/** The folder that relative names start from. */
export function folderOf(uri: string): string | undefined {
  const file = pathOf(uri);
  return file === undefined ? undefined : path.dirname(file);
}

/** `file://host/share` names another machine, which is never asked. */
function pathOf(uri: string): string | undefined {
  try {
    const url = new URL(uri);
    return url.protocol === "file:" && url.host === "" ? fileURLToPath(url) : undefined;
  } catch {
    return undefined;
  }
}
