/** Rating files cut, spliced and filled with what is no rating: each is read or reported, never thrown. */
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import fc from "fast-check";
import { analyze } from "../server/src/analysis/analyze.ts";
import { noEvidence } from "../server/src/analysis/evidence.ts";
import { readSources } from "../server/src/engine/read-sources.ts";
import { lint } from "../server/src/lint/lint.ts";
import { createSources } from "../server/src/ratings/sources.ts";
import { parse } from "../server/src/rubric/parse.ts";

const rows = Array.from({ length: 12 }, (_, at) => [
  `p${at >> 1}/r${at & 1}`,
  `ann${at % 3}`,
  String(1 + (at % 5)),
  "x",
]);

const files: readonly { readonly name: string; readonly content: string }[] = [
  { name: "r.csv", content: ["item,rater,a,b", ...rows.map((row) => row.join(","))].join("\n") },
  {
    name: "r.csv",
    content: ["item;rule;rating", ...rows.map(([item, , rating]) => `${item};a;${rating}`)].join("\r\n"),
  },
  { name: "r.tsv", content: ["item\trater\ta", ...rows.map((row) => row.slice(0, 3).join("\t"))].join("\n") },
  {
    name: "r.jsonl",
    content: rows.map(([item, rater, a]) => JSON.stringify({ item, rater, ratings: { a: Number(a) } })).join("\n"),
  },
  { name: "r.json", content: JSON.stringify(rows.map(([item, rater, a]) => ({ item, rater, a: Number(a) }))) },
  { name: "r.parquet", content: "PAR1\u0015\u0004PAR1" },
  { name: "r.csv.gz", content: "\u001f\ufffd\b\u0000" },
];

const pieces = [
  '"',
  "'",
  ",",
  ";",
  "\t",
  "\n",
  "\r",
  "\r\n",
  "\u0000",
  "\uFEFF",
  "=1+1",
  "NA",
  "1e400",
  "-",
  "sep=;\n",
  "{",
  "}",
  "[",
  "9007199254740993",
  "__proto__",
  "\ud83d",
  "<html>",
  "1,5",
  "25%",
];

export const mutatedFile = fc
  .record({
    file: fc.constantFrom(...files),
    changes: fc.array(
      fc.record({
        at: fc.double({ min: 0, max: 1, noNaN: true }),
        cut: fc.oneof(fc.constant(0), fc.nat({ max: 4 }), fc.nat({ max: 400 })),
        added: fc.constantFrom("", ...pieces),
        times: fc.oneof(fc.constant(1), fc.nat({ max: 3000 })),
      }),
      { maxLength: 4 },
    ),
  })
  .map(({ file, changes }) => ({
    name: file.name,
    content: changes.reduce((content, { at, cut, added, times }) => {
      const start = Math.floor(at * content.length);
      return content.slice(0, start) + added.repeat(times) + content.slice(start + cut);
    }, file.content),
  }));

/** Where the files of one run are written. */
export async function withFolder(use: (folder: string) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(path.join(tmpdir(), "encore-fuzz-"));
  try {
    await use(folder);
  } finally {
    await rm(folder, { recursive: true });
  }
}

let written = 0;

export async function tryRatings(folder: string, { name, content }: { name: string; content: string }): Promise<void> {
  // A name of its own, so that nothing is taken from a cache.
  const file = `${++written}-${name}`;
  await writeFile(path.join(folder, file), content);
  try {
    const rubric = parse(`scale: 1-5\nratings: ${file}\nrules:\n  - id: a\n  - id: __proto__\n`);
    const sources = await readSources(rubric, createSources({ base: folder, allowed: [folder] }));
    const analysis = analyze({ rubric, settings: {}, ...sources }, noEvidence);
    const json = JSON.stringify(analysis, (_, value: unknown) => {
      if (typeof value === "number" && !Number.isFinite(value)) return `number ${value}`;
      return value;
    });
    if (json.includes('"number Infinity"')) throw new Error("an infinite number in the Analysis");
    lint(analysis, { checks: {} });
    for (const { value, problems } of sources.ratings)
      if (value === undefined && problems.length === 0) throw new Error("neither read nor reported");
  } finally {
    await rm(path.join(folder, file));
  }
}
