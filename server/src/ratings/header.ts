/** The header line of a CSV or TSV file: its delimiter and column names, read in Node from the file's start. */
import { createReadStream } from "node:fs";
import { pipeline } from "node:stream/promises";
import { createGunzip } from "node:zlib";
import { errorCode } from "./files.ts";
import { failure, type Outcome } from "./outcome.ts";

export interface Header {
  readonly delimiter: string;
  readonly columns: readonly string[];
}

/** No header is longer than this, in characters: 10,000 columns of long names fit. */
const LONGEST = 4_000_000;

const delimiters = [",", ";", "\t", "|"];

export async function readHeader(
  file: { readonly name: string; readonly path: string },
  gzip: boolean,
  delimiter: string | undefined,
): Promise<Outcome<Header>> {
  const start = await readStart(file, gzip, (text) => headerEnd(text) >= 0);
  if ("problem" in start) return start;
  const text = start.value;
  const end = headerEnd(text);
  const line = end < 0 ? text : text.slice(0, end);
  if (text.trim() === "") return failure("empty", "file", `\`${file.name}\` is empty: it has no header line.`);
  const used = delimiter ?? commonest(line);
  const columns = splitLine(line, used);
  if (!columns) return failure("torn", "file", `\`${file.name}\`, line 1: a quote is not closed.`);
  return { value: { delimiter: used, columns: columns.map((column) => column.trim()) } };
}

/** The file's text until `isEnough`, without a byte order mark. */
export async function readStart(
  file: { readonly name: string; readonly path: string },
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
      text += decoder.decode(chunk, { stream: true });
      if (text.includes("\0"))
        found = failure("kind", "file", `\`${file.name}\` holds NUL characters: it is no text file.`);
      else if (isEnough(text)) found = { value: text };
      else if (text.length > LONGEST)
        found = failure("torn", "file", `\`${file.name}\`, line 1 does not end within ${LONGEST} characters.`);
      if (found) return;
    }
    text += decoder.decode();
  };
  try {
    const bytes = createReadStream(file.path);
    if (gzip) await pipeline(bytes, createGunzip(), collect);
    else await pipeline(bytes, collect);
  } catch (error) {
    return found ?? startFailed(file.name, error);
  }
  return found ?? { value: text };
}

/** The engine takes cut gzip data for whole, so all of it is unpacked once. */
export async function checkGzip(file: { readonly name: string; readonly path: string }): Promise<Outcome<true>> {
  try {
    const discard = async (chunks: AsyncIterable<Buffer>) => {
      for await (const _ of chunks);
    };
    await pipeline(createReadStream(file.path), createGunzip(), discard);
    return { value: true };
  } catch (error) {
    return startFailed(file.name, error);
  }
}

function startFailed(name: string, error: unknown): Outcome<never> {
  const code = errorCode(error);
  if (code === "ERR_ENCODING_INVALID_ENCODED_DATA")
    return failure("kind", "file", `\`${name}\` is not UTF-8 text. Save it as UTF-8.`);
  if (code === "Z_BUF_ERROR") return failure("torn", "file", `\`${name}\` is cut off: its gzip data end too early.`);
  if (code.startsWith("Z_")) return failure("kind", "file", `\`${name}\` is not gzip data, or damaged.`);
  return failure("unreadable", "file", `\`${name}\` cannot be read: ${error instanceof Error ? error.message : code}.`);
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
  const start = chunk.toString("latin1", 0, 8);
  const kind = magics.find(([bytes]) => start.startsWith(bytes))?.[1];
  return kind === undefined ? undefined : failure("kind", "file", `\`${name}\` is ${kind}.`);
}

/** Where the first line ends outside quotes, -1 while it does not. */
function headerEnd(text: string): number {
  let isQuoted = false;
  for (let i = 0; i < text.length; i++) {
    const c = text[i];
    if (c === '"') isQuoted = !isQuoted;
    else if ((c === "\n" || c === "\r") && !isQuoted) return i;
  }
  return -1;
}

function commonest(line: string): string {
  const outsideQuotes = line.replace(/"[^"]*"/g, "");
  const counts = delimiters.map((delimiter) => outsideQuotes.split(delimiter).length);
  return delimiters[counts.indexOf(Math.max(...counts))] ?? ",";
}

/** Undefined where a quote is not closed. */
function splitLine(line: string, delimiter: string): string[] | undefined {
  const fields: string[] = [];
  let at = 0;
  while (true) {
    let field = "";
    if (line[at] === '"') {
      let close = line.indexOf('"', at + 1);
      while (close >= 0 && line[close + 1] === '"') close = line.indexOf('"', close + 2);
      if (close < 0) return undefined;
      field = line.slice(at + 1, close).replaceAll('""', '"');
      at = close + 1;
    }
    const next = line.indexOf(delimiter, at);
    field += line.slice(at, next < 0 ? line.length : next);
    fields.push(field);
    if (next < 0) return fields;
    at = next + 1;
  }
}
