/**
 * A rating file is opened first, then the open file is checked, and what was checked is read: whoever swaps the name for
 * a link in between gains nothing.
 */
import { constants, type FileHandle, open, readlink, realpath } from "node:fs/promises";
import type { NamedPath } from "./file-start.ts";
import { errorCode, type RatingFile } from "./files.ts";

export interface OpenFile extends NamedPath {
  /** As the engine opens it: names that it would take for patterns are escaped. */
  readonly pattern: string;
  /** Whether all that is read is of the file that was opened, whatever becomes of its name. */
  readonly isPinned: boolean;
  /** Whether the file was written to since it was opened, or what was read may have been another file. */
  hasChanged(): Promise<boolean>;
  close(): Promise<void>;
}

/** The file is no longer the one that was found. Finding it again says what it is now. */
export class FileChanged extends Error {}

/** On Linux an open file has a name of its own, under which the same file can be read again from its start. */
const hasDescriptorNames = process.platform === "linux";

/** A FIFO that takes the file's place must not block; links are resolved already, so the file itself is none. */
const flags = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0) | (constants.O_NOFOLLOW ?? 0);

export async function openFile(
  file: RatingFile,
  signal: AbortSignal | undefined,
  usesDescriptor = hasDescriptorNames,
): Promise<OpenFile> {
  let handle: FileHandle;
  try {
    handle = await open(file.path, flags);
  } catch (error) {
    throw new FileChanged(errorCode(error));
  }
  try {
    return await (usesDescriptor ? byDescriptor(file, handle, signal) : byName(file, handle, signal));
  } catch (error) {
    await handle.close();
    throw error;
  }
}

async function byDescriptor(file: RatingFile, handle: FileHandle, signal: AbortSignal | undefined): Promise<OpenFile> {
  const path = `/proc/self/fd/${handle.fd}`;
  const opened = await handle.stat({ bigint: true });
  if (!opened.isFile() || (await readlink(path)) !== file.path) throw new FileChanged();
  const hasChanged = async () => {
    const now = await handle.stat({ bigint: true });
    return now.size !== opened.size || now.mtimeNs !== opened.mtimeNs;
  };
  return { name: file.name, path, signal, pattern: path, isPinned: true, hasChanged, close: () => handle.close() };
}

/** The name may lead to another file while it is read, which only shows afterwards: then what was read is discarded. */
async function byName(file: RatingFile, handle: FileHandle, signal: AbortSignal | undefined): Promise<OpenFile> {
  const opened = await stateOf(handle);
  const isSame = async () => {
    let again: FileHandle | undefined;
    try {
      if ((await realpath(file.path)) !== file.path) return false;
      again = await open(file.path, flags);
      return (await stateOf(again)) === opened && (await stateOf(handle)) === opened;
    } catch {
      return false;
    } finally {
      await again?.close();
    }
  };
  if (!(await handle.stat()).isFile() || !(await isSame())) throw new FileChanged();
  return {
    name: file.name,
    path: file.path,
    signal,
    pattern: file.path.replace(/[*?[]/g, (character) => `[${character}]`),
    isPinned: false,
    hasChanged: async () => !(await isSame()),
    close: () => handle.close(),
  };
}

async function stateOf(handle: FileHandle): Promise<string> {
  const { dev, ino, size, mtimeNs } = await handle.stat({ bigint: true });
  return [dev, ino, size, mtimeNs].join();
}
