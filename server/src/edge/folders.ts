/** Files beside the rubric, for completion of paths; of workspace folders only. */
import type { Dirent } from "node:fs";
import { readdir, realpath } from "node:fs/promises";
import path from "node:path";

/** Names in a folder; those of folders end in a slash. Nothing outside the workspace is listed. */
export async function listFolder(folder: string, inside: readonly string[]): Promise<readonly string[]> {
  try {
    const real = await realpath(folder);
    const roots = await Promise.all(inside.map((root) => realpath(root).catch(() => root)));
    if (roots.length > 0 && !roots.some((root) => real === root || real.startsWith(root + path.sep))) return [];
    const entries: Dirent[] = await readdir(real, { withFileTypes: true });
    return entries
      .filter((entry) => !entry.name.startsWith("."))
      .map((entry) => (entry.isDirectory() ? `${entry.name}/` : entry.name))
      .sort();
  } catch {
    return [];
  }
}
