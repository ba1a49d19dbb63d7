/** One way to count the ratings of a file, in a process of its own: `scale-worker.ts bare|tally FILE`. */
import path from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import { createDuckDbStore } from "../server/src/ratings/duckdb.ts";

const [how, file = ""] = process.argv.slice(2);
const answer = how === "bare" ? await bare() : await tally();
const { user, system } = process.cpuUsage();
const memory = process.resourceUsage().maxRSS / 1024;
console.log(JSON.stringify({ answer, cpu: (user + system) / 1000, memory }));

async function bare(): Promise<number[]> {
  const connection = await (await DuckDBInstance.create(":memory:", { threads: "2" })).connect();
  const columns = ["item", "rule", "rater", "rating"].map((name) => `${name}: 'VARCHAR'`).join(", ");
  const from = file.endsWith(".csv")
    ? `read_csv('${file}', auto_detect = false, header = true, delim = ',', columns = {${columns}})`
    : file.endsWith(".jsonl")
      ? `read_json('${file}', format = 'newline_delimited', columns = {${columns}})`
      : `read_parquet('${file}')`;
  const counted = await connection.runAndReadAll(
    `SELECT sum(n)::DOUBLE, sum(s)::DOUBLE FROM (SELECT item, rule, count(*) AS n, sum(rating::INTEGER) AS s FROM ${from} GROUP BY item, rule)`,
  );
  return (counted.getRows()[0] ?? []).map(Number);
}

async function tally(): Promise<number[]> {
  const folder = path.dirname(file);
  const nothing = { item: undefined, rule: undefined, rater: undefined, rating: undefined, prompt: undefined };
  const store = createDuckDbStore({ base: folder, allowed: [folder] });
  const { value, problems } = await store.tally({ ...nothing, file: path.basename(file) });
  if (!value || problems.length > 0) throw new Error(JSON.stringify(problems));
  let ratings = 0;
  let sum = 0;
  for (const { values, counts } of value.rules)
    counts.forEach((count, at) => {
      ratings += count;
      sum += count * Number(values[at]);
    });
  return [ratings, sum];
}
