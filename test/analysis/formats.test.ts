/** The same ratings in five formats give the same Analysis, byte for byte but for the names of the files. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import { afterAll, expect, test } from "vitest";
import { analyze } from "../../server/src/analysis/analyze.ts";
import { immediateEvidence } from "../../server/src/analysis/evidence.ts";
import { readSources } from "../../server/src/engine/read-sources.ts";
import { lint } from "../../server/src/lint/lint.ts";
import { createSources } from "../../server/src/ratings/sources.ts";
import { analysisJson } from "../../server/src/report/json.ts";
import { parse } from "../../server/src/rubric/parse.ts";

const base = mkdtempSync(path.join(tmpdir(), "encore-formats-"));
afterAll(() => rmSync(base, { recursive: true }));

const [header = "", ...lines] = readFileSync("media/sample/ratings/assistant-safety.csv", "utf8").trim().split("\n");
const rules = header.split(",").slice(3);
const rows = lines.map((line) => line.split(","));

async function analysisOf(source: string, inline = false): Promise<string> {
  const counts = (at: number) => {
    const yes = rows.filter((row) => row[at + 3] === "1").length;
    return `{no: ${rows.length - yes}, yes: ${yes}}`;
  };
  const text = [
    "version: 1",
    "scale: {no: 0, yes: 1}",
    source,
    "rules:",
    ...rules.map((id, at) => `  - id: ${id}${inline ? `\n    ratings: ${counts(at)}` : ""}`),
    "",
  ].join("\n");
  const rubric = parse(text);
  const read = await readSources(rubric, createSources({ base, allowed: [base] }));
  const analysis = analyze({ rubric, settings: {}, ...read }, immediateEvidence());
  const findings = lint(analysis, { checks: {} });
  const { sources: _, ...json } = analysisJson(analysis, findings, "", () => ({}));
  return JSON.stringify(json, null, 1);
}

/** Ratings in the rubric itself name no raters and no responses. */
function withoutRaters(json: string): Record<string, unknown> {
  const { weightings: _, raters: __, ...rest } = JSON.parse(json);
  const ofRaters = /^(variance|raters|redundancy|ruleCorrelation)/;
  return JSON.parse(JSON.stringify(rest, (key, value) => (ofRaters.test(key) ? undefined : value)));
}

test("long CSV, wide CSV, nested JSONL, Parquet and counts in place", async () => {
  const long = rows.flatMap(([prompt, response, rater, ...values]) =>
    values.map((value, at) => `${prompt}/${response},${rules[at]},${rater},${value}`),
  );
  writeFileSync(path.join(base, "long.csv"), `item,rule,rater,rating\n${long.join("\n")}\n`);
  writeFileSync(path.join(base, "wide.csv"), `${header}\n${lines.join("\n")}\n`);
  const nested = rows.map(([prompt, response, rater, ...values]) =>
    JSON.stringify({
      item: `${prompt}/${response}`,
      rater,
      ratings: Object.fromEntries(values.map((value, at) => [rules[at], Number(value)])),
    }),
  );
  writeFileSync(path.join(base, "nested.jsonl"), `${nested.join("\n")}\n`);
  const instance = await DuckDBInstance.create();
  const connection = await instance.connect();
  await connection.run(
    `COPY (SELECT * FROM read_csv('${path.join(base, "long.csv")}')) TO '${path.join(base, "long.parquet")}' (FORMAT parquet)`,
  );
  connection.closeSync();

  const reference = await analysisOf("ratings:\n  - file: long.csv");
  expect(reference).toContain('"n": 518');
  for (const source of [
    "file: wide.csv\n    item: [prompt_id, response_id]",
    "file: nested.jsonl",
    "file: long.parquet",
  ])
    expect(await analysisOf(`ratings:\n  - ${source}`)).toBe(reference);
  const inline = withoutRaters(await analysisOf("name: in place", true));
  expect(inline).toEqual({ ...withoutRaters(reference), rubric: "in place" });
});
