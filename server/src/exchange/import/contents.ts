/** The bytes of a file as the value or the text that they hold, each read once and only when an importer asks. */
import { parse as parseYaml } from "yaml";
import { isZip, type ZipEntries, zipEntries } from "./zip.ts";

export interface Contents {
  /** The name without its folder. */
  readonly name: string;
  /** Undefined where the bytes are not UTF-8 text. */
  readonly text: string | undefined;
  /** The value of a JSON document; undefined where it is none. */
  readonly json: unknown;
  /** The values of JSON Lines, one object or array a line; undefined where a line is neither. */
  readonly lines: readonly unknown[] | undefined;
  /** The value of a YAML document that is a list or has keys; JSON included. */
  readonly yaml: unknown;
  /** The files of a zip archive. */
  readonly zip: ZipEntries | undefined;
}

export function contentsOf(name: string, bytes: Uint8Array): Contents {
  const text = once(() => (isZip(bytes) ? undefined : decode(bytes)));
  const json = once(() => parsed(text(), (known) => JSON.parse(known) as unknown));
  const lines = once(() => linesOf(text()));
  const yaml = once(() => json() ?? parsed(text(), yamlOf));
  const zip = once(() => (isZip(bytes) ? zipEntries(bytes) : undefined));
  return {
    name,
    get text() {
      return text();
    },
    get json() {
      return json();
    },
    get lines() {
      return lines();
    },
    get yaml() {
      return yaml();
    },
    get zip() {
      return zip();
    },
  };
}

function once<T>(make: () => T): () => T {
  let made: { value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

function decode(bytes: Uint8Array): string | undefined {
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    return text.includes("\u0000") ? undefined : text;
  } catch {
    return undefined;
  }
}

function parsed(text: string | undefined, parse: (text: string) => unknown): unknown {
  if (text === undefined) return undefined;
  try {
    return parse(text);
  } catch {
    return undefined;
  }
}

function linesOf(text: string | undefined): readonly unknown[] | undefined {
  const lines = text?.split("\n").filter((line) => line.trim() !== "") ?? [];
  if (lines.length === 0) return undefined;
  const values: unknown[] = [];
  for (const line of lines) {
    if (!/^\s*[{[]/.test(line)) return undefined;
    const value = parsed(line, (known) => JSON.parse(known) as unknown);
    if (value === undefined) return undefined;
    values.push(value);
  }
  return values;
}

/** Prose is a YAML scalar, and a table one key: neither is a document with keys. Aliases are bounded against bombs. */
function yamlOf(text: string): unknown {
  const value: unknown = parseYaml(text, { maxAliasCount: 100, logLevel: "silent" });
  return typeof value === "object" && value !== null ? value : undefined;
}
