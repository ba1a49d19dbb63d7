/** What kind of file a name promises. */

export type Format =
  | { readonly kind: "delimited"; readonly delimiter: string | undefined; readonly gzip: boolean }
  | { readonly kind: "json"; readonly isLines: boolean; readonly gzip: boolean }
  | { readonly kind: "parquet" };

export const knownEndings = ".csv, .tsv, .jsonl, .ndjson and .json (each also with .gz), and .parquet";

/** By the ending of the name; undefined for one that is not known. A delimiter is given where the ending names it. */
export function formatOf(name: string): Format | undefined {
  const lower = name.toLowerCase();
  const gzip = lower.endsWith(".gz");
  const ending = (gzip ? lower.slice(0, -3) : lower).split(".").at(-1);
  if (ending === "csv") return { kind: "delimited", delimiter: undefined, gzip };
  if (ending === "tsv") return { kind: "delimited", delimiter: "\t", gzip };
  if (ending === "jsonl" || ending === "ndjson" || ending === "json")
    return { kind: "json", isLines: ending !== "json", gzip };
  if (!gzip && (ending === "parquet" || ending === "pq")) return { kind: "parquet" };
  return undefined;
}
