/** `encore init` as a new user runs it: one command, no edit, first findings. */
import { copyFileSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, expect, test } from "vitest";
import { encore } from "./run.ts";

const shared = path.resolve(import.meta.dirname, "../../../shared");
const isShared = existsSync(shared) || process.env.ENCORE_SHARED === "required";
const folder = mkdtempSync(path.join(tmpdir(), "encore-init-"));
afterAll(() => rmSync(folder, { recursive: true }));

function file(name: string, text: string): string {
  const at = path.join(folder, name);
  writeFileSync(at, text);
  return at;
}

test("a table and a list of rules make one rubric, which reads the table where it is", () => {
  const rules = file("rules.yaml", "principles:\n  - {id: tone, text: Has a friendly tone.}\n");
  const rows = Array.from({ length: 40 }, (_, at) => `${at},ann,${1 + (at % 5)},note ${at}\n`);
  const table = file("rated.csv", `id,rater,tone,comment\n${rows.join("")}`);
  const { status, out } = encore(["init", rules, table, "-o", path.join(folder, "made.rubric.yaml")]);
  expect(status).toBe(0);
  expect(out).toContain("made.rubric.yaml: 1 rule, 40 ratings.");
  expect(out).toContain("comment");
  const text = readFileSync(path.join(folder, "made.rubric.yaml"), "utf8");
  expect(text).toContain("scale: [1, 2, 3, 4, 5]");
  expect(text).toContain("- id: tone\n    text: Has a friendly tone.");
  expect(text).toContain("  - file: rated.csv\n    item: id\n    rater: rater");
});

test("nothing is overwritten", () => {
  const table = file("twice.csv", "item,tone\na,1\nb,0\n");
  expect(encore(["init", table]).status).toBe(0);
  const before = readFileSync(path.join(folder, "twice.rubric.yaml"), "utf8");
  const { status, err } = encore(["init", table]);
  expect(status).toBe(2);
  expect(err).toContain("-o");
  expect(readFileSync(path.join(folder, "twice.rubric.yaml"), "utf8")).toBe(before);
});

test("where two columns could name the response, the likelier is taken and the flag is named", () => {
  const table = file("two.csv", "sample_id,doc_id,tone\n1,a,1\n2,b,0\n");
  const { out } = encore(["init", table]);
  expect(out).toContain("--item doc_id");
  const chosen = encore(["init", table, "--item", "doc_id", "-o", path.join(folder, "chosen.rubric.yaml")]);
  expect(chosen.status).toBe(0);
  expect(readFileSync(path.join(folder, "chosen.rubric.yaml"), "utf8")).toContain("item: doc_id");
});

test.each([
  ["a file that is not there", "no.csv", undefined, "no.csv"],
  ["a format that is not known", "x.bin", "\u0001\u0002", "It reads: "],
  ["a table without ratings", "words.csv", "name,about\na,b\n", "--item"],
])("%s cannot be read: exit 2, with help", (_, name, text, said) => {
  if (text !== undefined) file(name, text);
  const { status, err } = encore(["init", path.join(folder, name)]);
  expect(status).toBe(2);
  expect(err).toContain(said);
});

test.skipIf(!isShared).each([
  ["data/hanna/derived/human_ratings_wide.csv", 6, "19,008"],
  ["data/summeval-op/golden/ratings_long.csv", 7, "5,824"],
  ["data/dices/dices_990.json", 1, "72,103"],
  ["formats/inspect/log_streaming.eval", 1, "4"],
  ["formats/prometheus/biggen-safety.json", 12, "12"],
])("one command, no edit: %s", (name, rules, ratings) => {
  const copy = path.join(folder, path.basename(name));
  copyFileSync(path.join(shared, name), copy);
  const { status, out, err } = encore(["init", copy]);
  expect([status, err]).toEqual([0, ""]);
  expect(out).toMatch(new RegExp(`: ${rules} rules?, ${ratings} ratings\\.`));
  // What was made is a rubric that reads as it is, with something to say about its ratings.
  expect(out).not.toContain("[format]");
  expect(out).not.toContain("[rating-source]");
  expect(out).toMatch(/(warning|information)/);
});
