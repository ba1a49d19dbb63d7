/** What kind of file a name promises: the one list of endings, of which reading, watching and messages take theirs. */

export type Format =
  | { readonly kind: "delimited"; readonly delimiter: string | undefined; readonly gzip: boolean }
  | { readonly kind: "json"; readonly isLines: boolean; readonly gzip: boolean }
  | { readonly kind: "parquet" };

/** A delimiter is given where the ending names it. */
const formats = new Map<string, (gzip: boolean) => Format>([
  ["csv", (gzip) => ({ kind: "delimited", delimiter: undefined, gzip })],
  ["tsv", (gzip) => ({ kind: "delimited", delimiter: "\t", gzip })],
  ["jsonl", (gzip) => ({ kind: "json", isLines: true, gzip })],
  ["ndjson", (gzip) => ({ kind: "json", isLines: true, gzip })],
  ["json", (gzip) => ({ kind: "json", isLines: false, gzip })],
]);
const parquetEndings = ["parquet", "pq"];

/** Without a dot; longer ones first, so that `csv.gz` is not taken for `gz`. */
export const endings: readonly string[] = [
  ...Array.from(formats.keys(), (ending) => `${ending}.gz`),
  ...formats.keys(),
  ...parquetEndings,
];

export const knownEndings = `${[...formats.keys()].map((ending) => `.${ending}`).join(", ")} (each also with .gz), ${parquetEndings.map((ending) => `.${ending}`).join(" and ")}`;

/** By the ending of the name; undefined for one that is not known. */
export function formatOf(name: string): Format | undefined {
  const lower = name.toLowerCase();
  const gzip = lower.endsWith(".gz");
  const ending = (gzip ? lower.slice(0, -3) : lower).split(".").at(-1) ?? "";
  if (!gzip && parquetEndings.includes(ending)) return { kind: "parquet" };
  return formats.get(ending)?.(gzip);
}
