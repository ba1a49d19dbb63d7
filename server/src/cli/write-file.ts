/** Writes a file by way of a temporary one in the same folder: an interrupted write leaves the old file as it was. */
import { randomBytes } from "node:crypto";
import { chmod, open, realpath, rename, rm, stat } from "node:fs/promises";
import path from "node:path";

export async function writeWhole(file: string, content: string | Uint8Array): Promise<void> {
  // A symbolic link stays one: its target is replaced.
  const target = await realpath(file).catch(() => path.resolve(file));
  const mode = await stat(target).then(
    (state) => state.mode,
    () => undefined,
  );
  const temporary = path.join(path.dirname(target), `.${path.basename(target)}.${randomBytes(6).toString("hex")}.tmp`);
  try {
    const handle = await open(temporary, "wx");
    try {
      await handle.writeFile(content);
      await handle.sync();
    } finally {
      await handle.close();
    }
    if (mode !== undefined) await chmod(temporary, mode);
    await rename(temporary, target);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}
