/** Millions of ratings in files: how long tallying takes against a bare count through the same engine, and what memory. */
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import { type Bench, markdownTable } from "./bench.ts";

const rules = 20;
const raters = 3;
const columns = ["item", "rule", "rater", "rating"];
const worker = path.join(import.meta.dirname, "scale-worker.ts");

export interface Measured {
  /** Milliseconds of the whole process, from its start. */
  readonly wall: number;
  /** Milliseconds of all its processors. */
  readonly cpu: number;
  /** The most memory that it had, in MB. */
  readonly memory: number;
  /** How many ratings were counted, and the sum of the ratings: the same for all ways to count. */
  readonly answer: readonly [ratings: number, sum: number];
}

export const bench: Bench = {
  title: "Scale",
  async run() {
    const folder = mkdtempSync(path.join(tmpdir(), "encore-scale-"));
    try {
      const rows: string[][] = [];
      for (const [millions, ending] of [
        [2, "csv"],
        [2, "jsonl"],
        [2, "parquet"],
        [10, "csv"],
      ] as const) {
        const file = path.join(folder, `${millions}.${ending}`);
        await generate(file, millions * 1_000_000);
        const [bare, tally] = [measure("bare", file), measure("tally", file)];
        if (String(bare.answer) !== String(tally.answer)) throw new Error(`${bare.answer} is not ${tally.answer}`);
        rows.push([
          `${millions}M ${ending}`,
          seconds(bare.wall),
          seconds(tally.wall),
          (tally.wall / bare.wall).toFixed(1),
          (tally.cpu / bare.cpu).toFixed(1),
          `${Math.round(tally.memory)} MB`,
        ]);
      }
      return [
        `Generated ratings, ${rules} rules and ${raters} raters an item, as whole processes, one run. Bare: DuckDB's ` +
          "`GROUP BY item, rule` over the file through the same binding. Tally: everything that Encore keeps of it, " +
          "who rated what included. Both count the same ratings with the same sum, which is checked.",
        markdownTable(["ratings", "bare", "tally", "wall", "CPU", "memory"], rows),
      ].join("\n\n");
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
};

function measure(how: "bare" | "tally", file: string): Measured {
  const started = performance.now();
  const told = execFileSync(process.execPath, ["--no-warnings", worker, how, file], { encoding: "utf8" });
  return { ...JSON.parse(told), wall: performance.now() - started };
}

async function generate(file: string, ratings: number): Promise<void> {
  const instance = await DuckDBInstance.create(":memory:", { threads: "2" });
  const connection = await instance.connect();
  const [item, rule, rater, rating] = columns;
  const format = file.endsWith(".csv") ? "(HEADER)" : file.endsWith(".jsonl") ? "(FORMAT JSON)" : "(FORMAT PARQUET)";
  await connection.run(
    `COPY (SELECT 'p' || (i // 4) || '/r' || (i % 4) AS ${item}, 'rule-' || r AS ${rule}, 'rater-' || ((hash(i) + k) % 12) AS ${rater}, (1 + hash(i * 31 + r) % 3 + hash(i * 977 + r * 31 + k) % 3)::INTEGER AS ${rating} FROM range(${Math.floor(ratings / rules / raters)}) t(i), range(${rules}) u(r), range(${raters}) v(k)) TO '${file}' ${format}`,
  );
  connection.closeSync();
  instance.closeSync();
}

function seconds(milliseconds: number): string {
  return `${(milliseconds / 1000).toFixed(1)} s`;
}
