/** Zip archives, bounded: sizes are checked before anything is inflated, and nothing inflates past its stated size. */
import { unzipSync } from "fflate";

/** Bytes that one entry, and all that is read of one archive, may take inflated. */
const MOST_BYTES = 256 * 1024 * 1024;
/** No text that people write deflates better; a bomb does. */
const MOST_RATIO = 1100;
const MOST_ENTRIES = 200_000;

export interface ZipEntries {
  readonly names: readonly string[];
  /** The text of one entry; undefined where there is none. Throws ZipError where it is too large or damaged. */
  text(name: string): string | undefined;
}

export class ZipError extends Error {}

export function isZip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 0x03 && bytes[3] === 0x04;
}

/** Undefined where the archive's directory cannot be read. */
export function zipEntries(bytes: Uint8Array): ZipEntries | undefined {
  const names: string[] = [];
  try {
    unzipSync(bytes, {
      filter: ({ name }) => {
        if (names.length >= MOST_ENTRIES) throw new ZipError(`the archive has over ${MOST_ENTRIES} files`);
        names.push(name);
        return false;
      },
    });
  } catch {
    return undefined;
  }
  let left = MOST_BYTES;
  return {
    names,
    text(wanted) {
      let hasFound = false;
      const files = inflate(bytes, ({ name, originalSize, size }) => {
        if (name !== wanted || hasFound) return false;
        hasFound = true;
        if (originalSize > left || originalSize > MOST_RATIO * Math.max(1, size))
          throw new ZipError(`\`${name}\` inflates to ${originalSize} bytes, more than is read`);
        left -= originalSize;
        return true;
      });
      const found = files[wanted];
      return found && new TextDecoder().decode(found);
    },
  };
}

type Filter = (file: { name: string; size: number; originalSize: number }) => boolean;

function inflate(bytes: Uint8Array, filter: Filter): Record<string, Uint8Array> {
  try {
    return unzipSync(bytes, { filter });
  } catch (error) {
    if (error instanceof ZipError) throw error;
    throw new ZipError(`the archive is damaged: ${error instanceof Error ? error.message : String(error)}`);
  }
}
