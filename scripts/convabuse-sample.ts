/**
 * `node scripts/convabuse-sample.ts FOLDER`: makes the files of media/sample/conversation-safety.rubric.yaml from
 * ConvAbuse's ratings (`ratings_wide.csv`: prompt_id, response_id, rater, twelve attributes, overall). Seven annotators'
 * attributes become ratings; the eighth one's own severity becomes preferences, and is nowhere among the ratings.
 */
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import process from "node:process";
import { gzipSync } from "node:zlib";
import { createRandom } from "../server/src/statistics/random.ts";

const judge = "Annotator8";
const SEED = 2021;

const [folder] = process.argv.slice(2);
if (folder === undefined) throw new Error("Name the folder that holds ratings_wide.csv.");
const target = path.join(import.meta.dirname, "../media/sample/ratings");

const [header = "", ...lines] = readFileSync(path.join(folder, "ratings_wide.csv"), "utf8").trim().split(/\r?\n/);
const columns = header.split(",");
const rows = lines.map((line) => {
  const values = line.split(",");
  return Object.fromEntries(columns.map((column, at) => [column, values[at] ?? ""]));
});
const attributes = columns.filter((column) => column.includes("."));
const ruleOf = (attribute: string) => attribute.replace(/^[a-z]+\./, "");

const rated = rows.filter(({ rater }) => rater !== judge);
const table = [
  ["item", "rater", ...attributes.map(ruleOf)],
  ...rated.map((row) => [row.prompt_id, row.rater, ...attributes.map((attribute) => row[attribute])]),
];
// A compression level and no time: the same bytes on every machine.
writeFileSync(
  path.join(target, "conversations.csv.gz"),
  gzipSync(`${table.map((row) => row.join(",")).join("\n")}\n`, { level: 9 }),
);

/** 1 is "not abusive"; 0 (ambiguous) and below are marked. Turns that nobody else rated could judge no rule. */
const others = new Set(rated.map((row) => row.prompt_id));
const judged = rows.filter((row) => row.rater === judge && others.has(row.prompt_id));
const marked = judged.filter(({ overall }) => Number(overall) < 1);
const unmarked = judged.filter(({ overall }) => Number(overall) === 1);
const random = createRandom(SEED);
for (let at = unmarked.length - 1; at > 0; at--) {
  const other = Math.floor(random.uniform() * (at + 1));
  const [one, two] = [unmarked[at], unmarked[other]];
  if (one && two) [unmarked[at], unmarked[other]] = [two, one];
}
const pairs = marked.map((row, at) => [unmarked[at]?.prompt_id, row.prompt_id]);
writeFileSync(
  path.join(target, "conversation-pairs.csv"),
  `${[["chosen", "rejected"], ...pairs].map((pair) => pair.join(",")).join("\n")}\n`,
);
process.stdout.write(`${rated.length} rows of ratings, ${pairs.length} pairs\n`);
