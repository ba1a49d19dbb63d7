/** Which paths are in the allowed folders, found out without looking at anything outside them. */
import { lstat, readlink, realpath } from "node:fs/promises";
import path from "node:path";

/** More symbolic links than this on the way to one file are a circle. */
const MOST_LINKS = 40;

/**
 * The real path of a file, or "outside" where it, or a symbolic link on the way to it, leaves the allowed folders: then
 * nothing further is looked at, so the answer is the same whether a file is there or not. Throws what the file system
 * throws inside. `written` and `allowed` are absolute; allowed folders may be links themselves.
 */
export async function realPathInside(written: string, allowed: readonly string[]): Promise<string | "outside"> {
  const roots = await realRoots(allowed);
  let at = enter(path.resolve(written), roots);
  let links = 0;
  while (at) {
    const [part, ...rest] = at.below;
    if (part === undefined) break;
    const next = part === ".." ? path.dirname(at.folder) : path.join(at.folder, part);
    if (part === "." || part === ".." || roots.some(({ real }) => isInside(next, real))) {
      at = { folder: part === "." ? at.folder : next, below: rest };
      continue;
    }
    if (!roots.some(({ real }) => isInside(real, next))) return "outside";
    if (!(await lstat(next)).isSymbolicLink()) {
      at = { folder: next, below: rest };
      continue;
    }
    if (++links > MOST_LINKS) throw Object.assign(new Error("too many symbolic links"), { code: "ELOOP" });
    const target = await readlink(next);
    const entered = path.isAbsolute(target)
      ? enter(path.normalize(target), roots)
      : { folder: at.folder, below: target.split(path.sep) };
    at = entered && { folder: entered.folder, below: [...entered.below.filter((name) => name !== ""), ...rest] };
  }
  return at && roots.some(({ real }) => isInside(real, at.folder)) ? at.folder : "outside";
}

export function isInside(folder: string, file: string): boolean {
  const relative = path.relative(folder, file);
  return relative !== ".." && !relative.startsWith(`..${path.sep}`) && !path.isAbsolute(relative);
}

interface Root {
  readonly written: string;
  readonly real: string;
}

async function realRoots(allowed: readonly string[]): Promise<readonly Root[]> {
  const roots = await Promise.all(
    allowed.map(async (folder) => {
      const real = await realpath(folder).catch(() => undefined);
      return real === undefined ? [] : [{ written: path.resolve(folder), real }];
    }),
  );
  return roots.flat();
}

/** From the root that an absolute path is in, by either of the root's names, the names that remain. */
function enter(file: string, roots: readonly Root[]) {
  for (const { written, real } of roots)
    for (const start of [written, real])
      if (isInside(start, file))
        return {
          folder: real,
          below: path
            .relative(start, file)
            .split(path.sep)
            .filter((name) => name !== ""),
        };
  return undefined;
}
