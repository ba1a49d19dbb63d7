/** The first text of a file, read in Node: enough to tell what it is before the engine opens it. */
import { isUtf8 } from "node:buffer";
import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { pipeline } from "node:stream/promises";
import { createGunzip } from "node:zlib";
import { errorCode } from "./files.ts";
import { failure, type Outcome } from "./outcome.ts";

export interface NamedPath {
  /** As a user knows it. */
  readonly name: string;
  readonly path: string;
  /** Ends whatever is read of it. */
  readonly signal?: AbortSignal | undefined;
}

/** No start is longer than this, in characters. */
const LONGEST = 2_000_000;

/** The file's text until `isEnough` says so, without a byte order mark. */
export async function readStart(
  file: NamedPath,
  gzip: boolean,
  isEnough: (text: string) => boolean,
): Promise<Outcome<string>> {
  const decoder = new TextDecoder("utf-8", { fatal: true });
  let text = "";
  let found: Outcome<string> | undefined;
  const collect = async (chunks: AsyncIterable<Buffer>) => {
    for await (const chunk of chunks) {
      if (text === "") found = wrongKind(file.name, chunk);
      if (found) return;
      try {
        text += decoder.decode(chunk, { stream: true });
      } catch {
        const line = text.split("\n").length + linesBeforeBadText(chunk);
        found = failure(
          "kind",
          "file",
          `\`${file.name}\`, line ${line}: this is not UTF-8 text. Save the file as UTF-8.`,
        );
        return;
      }
      if (text.includes("\0"))
        found = failure("kind", "file", `\`${file.name}\` contains NUL characters: it is not a text file.`);
      else if (isEnough(text)) found = { value: text };
      else if (text.length > LONGEST)
        found = failure("torn", "file", `\`${file.name}\`: line 1 is longer than ${LONGEST} characters.`);
      if (found) return;
    }
  };
  return (await stream(file, gzip, collect)) ?? found ?? { value: text };
}

/** Ratings shrink to a tenth or a fiftieth. What grows to more than this, and this many times its size, is a bomb. */
const LARGEST_UNPACKED = 2 ** 30;
const MOST_TIMES = 200;

/** The engine takes cut gzip data for whole, so all of it is unpacked once. */
export async function checkGzip(file: NamedPath): Promise<Outcome<true>> {
  const { size } = await stat(file.path);
  let unpacked = 0;
  const isBomb = () => unpacked > Math.max(LARGEST_UNPACKED, size * MOST_TIMES);
  const discard = async (chunks: AsyncIterable<Buffer>) => {
    for await (const chunk of chunks) {
      unpacked += chunk.length;
      if (isBomb()) return;
    }
  };
  const failed = await stream(file, true, discard);
  if (isBomb())
    return failure(
      "kind",
      "file",
      `\`${file.name}\` unpacks to more than ${MOST_TIMES} times its size. Ratings do not; check where it comes from.`,
    );
  return failed ?? { value: true };
}

/** The first bytes of the file, as Latin-1. */
export async function magicOf(file: NamedPath): Promise<Outcome<string>> {
  let magic = "";
  const collect = async (chunks: AsyncIterable<Buffer>) => {
    for await (const chunk of chunks) magic += chunk.toString("latin1");
  };
  return (await stream(file, false, collect, 3)) ?? { value: magic };
}

/** The line where line endings change from those of line 1, undefined where they do not. */
export async function lineOfOtherEnding(file: NamedPath, gzip: boolean): Promise<number | undefined> {
  let lines = 0;
  let last = "";
  let first: string | undefined;
  let other: number | undefined;
  const collect = async (chunks: AsyncIterable<Buffer>) => {
    for await (const chunk of chunks) {
      const text = chunk.toString("latin1");
      for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) {
        const ending = (at > 0 ? text[at - 1] : last) === "\r" ? "\r\n" : "\n";
        lines++;
        first ??= ending;
        if (ending === first) continue;
        other = lines;
        return;
      }
      last = text.at(-1) ?? last;
    }
  };
  await stream(file, gzip, collect);
  return other;
}

/** Undefined where all went well; a consumer that has enough just returns. */
async function stream(
  file: NamedPath,
  gzip: boolean,
  consume: (chunks: AsyncIterable<Buffer>) => Promise<void>,
  lastByte?: number,
): Promise<Outcome<never> | undefined> {
  let isEnough = false;
  const consumeAll = async (chunks: AsyncIterable<Buffer>) => {
    await consume(chunks);
    isEnough = true;
  };
  try {
    const bytes = createReadStream(file.path, lastByte === undefined ? {} : { end: lastByte });
    const options = file.signal && { signal: file.signal };
    if (gzip) await pipeline(bytes, createGunzip(), consumeAll, options ?? {});
    else await pipeline(bytes, consumeAll, options ?? {});
    return undefined;
  } catch (error) {
    file.signal?.throwIfAborted();
    return isEnough ? undefined : streamFailed(file.name, errorCode(error), error);
  }
}

function streamFailed(name: string, code: string, error: unknown): Outcome<never> {
  const message = error instanceof Error ? error.message : String(error);
  if (message === "incorrect header check")
    return failure("kind", "file", `\`${name}\` is not gzip data. Name it without \`.gz\`, or compress it.`);
  if (code === "Z_BUF_ERROR") return failure("torn", "file", `\`${name}\` is cut off: its gzip data end too early.`);
  if (code.startsWith("Z_"))
    return failure("torn", "file", `\`${name}\` is damaged: its gzip data are not valid. Write it again.`);
  return failure("unreadable", "file", `\`${name}\` cannot be read: ${message}.`);
}

/** First bytes of files that are sometimes named .csv. */
const magics: readonly (readonly [bytes: string, kind: string])[] = [
  ["\x89PNG", "a PNG image"],
  ["\xff\xd8\xff", "a JPEG image"],
  ["%PDF", "a PDF document"],
  ["PK\x03\x04", "a ZIP archive or an Excel workbook; export its sheet as CSV"],
  ["\xd0\xcf\x11\xe0", "an old Excel workbook; export its sheet as CSV"],
  ["\x1f\x8b", "gzip data; name it .gz"],
  ["PAR1", "a Parquet file; name it .parquet"],
  ["\xff\xfe", "UTF-16 text; save it as UTF-8"],
  ["\xfe\xff", "UTF-16 text; save it as UTF-8"],
];

function wrongKind(name: string, chunk: Buffer): Outcome<never> | undefined {
  const start = chunk.toString("latin1", 0, 200);
  const isPage = /^(\xef\xbb\xbf)?\s*<(!doctype|html|\?xml|head|body)\b/i.test(start);
  const kind = isPage
    ? "a web page, perhaps of a login or an error; download the file itself"
    : magics.find(([bytes]) => start.startsWith(bytes))?.[1];
  return kind === undefined ? undefined : failure("kind", "file", `\`${name}\` is ${kind}.`);
}

function linesBeforeBadText(chunk: Buffer): number {
  let line = 0;
  let start = 0;
  for (let end = chunk.indexOf(10); end >= 0; end = chunk.indexOf(10, start)) {
    if (!isUtf8(chunk.subarray(start, end))) return line;
    line++;
    start = end + 1;
  }
  return line;
}
