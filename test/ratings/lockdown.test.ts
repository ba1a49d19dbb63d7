/** What user input could try against the engine, and that it gets nowhere. */
import { existsSync, writeFileSync } from "node:fs";
import path from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import { describe, expect, test } from "vitest";
import { createDuckDbStore } from "../../server/src/ratings/duckdb.ts";
import { type Engine, EngineError, withEngine } from "../../server/src/ratings/engine.ts";
import { identifier, literal, plain } from "../../server/src/ratings/sql/query.ts";
import { asking, createFolder } from "./folder.ts";
import { writeShapes } from "./write-shapes.ts";

function locked<T>(files: readonly string[], use: (engine: Engine) => Promise<T>) {
  return withEngine(files, {}, undefined, async (engine) => ({ value: await use(engine) }));
}

describe("a locked engine", () => {
  const folder = () =>
    createFolder({ "own.csv": "a\n1\n", "other.csv": "a\n2\n", "other.json": '{"a":1}', "own.csv.bak": "a\n" });

  test("opens its own file", async () => {
    const own = path.join(folder(), "own.csv");
    expect(
      await locked([own], (engine) =>
        engine.rows({ text: "SELECT * FROM read_csv($1, all_varchar = true)", parameters: [own] }),
      ),
    ).toEqual({ value: [["1"]] });
  });

  test.each([
    "SELECT * FROM read_csv('FOLDER/other.csv')",
    "SELECT * FROM read_csv('FOLDER/own.csv.bak')",
    "SELECT * FROM read_csv('FOLDER/./other.csv')",
    "SELECT * FROM read_csv('FOLDER/own.csv/../other.csv')",
    "SELECT * FROM 'FOLDER/other.csv'",
    "SELECT * FROM read_json('FOLDER/other.json')",
    "SELECT * FROM read_text('FOLDER/other.csv')",
    "SELECT * FROM read_blob('/etc/passwd')",
    "SELECT * FROM glob('FOLDER/*')",
    "SELECT * FROM read_csv('FOLDER/*.csv')",
    "SELECT * FROM read_csv('https://example.org/a.csv')",
    "SELECT * FROM read_parquet('s3://bucket/a.parquet')",
    "ATTACH 'FOLDER/new.db'",
    "ATTACH 'FOLDER/other.csv' AS x",
    "COPY (SELECT 1) TO 'FOLDER/new.csv'",
    "COPY (SELECT 1) TO 'FOLDER/own.csv.tmp'",
    "EXPORT DATABASE 'FOLDER/new'",
    "INSTALL httpfs",
    "LOAD httpfs",
    "LOAD 'FOLDER/other.csv'",
    "SET enable_external_access = true",
    "RESET lock_configuration",
    "SET lock_configuration = false",
    "SET allowed_paths = ['/etc/passwd']",
    "SET allowed_directories = ['/']",
    "SET memory_limit = '64GB'",
    "SET temp_directory = 'FOLDER'",
    "SET autoinstall_known_extensions = true",
    "PRAGMA enable_logging('FileSystem')",
    "CREATE PERSISTENT SECRET x (TYPE s3)",
  ])("refuses %s", async (statement) => {
    const here = folder();
    const own = path.join(here, "own.csv");
    await expect(locked([own], (engine) => engine.run(plain(statement.replaceAll("FOLDER", here))))).rejects.toThrow(
      EngineError,
    );
    for (const made of ["new.db", "new.csv", "own.csv.tmp", "new"])
      expect(existsSync(path.join(here, made))).toBe(false);
  });

  test("the same statements do run where nothing is locked", async () => {
    const here = folder();
    const instance = await DuckDBInstance.create(":memory:");
    const connection = await instance.connect();
    await connection.run(`COPY (SELECT 1) TO ${literal(path.join(here, "new.csv"))}`);
    expect(existsSync(path.join(here, "new.csv"))).toBe(true);
    const rows = await connection.runAndReadAll(`SELECT * FROM read_csv(${literal(path.join(here, "other.csv"))})`);
    expect(rows.currentRowCount).toBe(1);
    connection.closeSync();
    instance.closeSync();
  });
});

/** Texts that would do harm if any of them were taken for SQL. */
const hostile = [
  '"; DROP TABLE ratings; --',
  "'; DROP TABLE ratings; --",
  "') FROM read_csv('/etc/passwd') --",
  "\" FROM read_csv('/etc/passwd') --",
  "`x`",
  "$1",
  "?",
  "c0",
  "rowid",
  "\\",
  "/*",
  "%s",
];

describe("names that look like SQL", () => {
  test("are data as column names, rules, items, raters and values in every format", async () => {
    const folder = createFolder();
    const ratings = Object.fromEntries(hostile.map((rule, at) => [rule, at]));
    await writeShapes(
      folder,
      hostile.map((item) => ({ item, rater: item, ratings })),
    );
    const store = createDuckDbStore({ base: folder, allowed: [folder] });
    for (const file of ["long.csv", "wide.csv", "nested.jsonl", "wide.parquet", "nested.parquet"]) {
      const { value, problems } = await store.tally(asking(file));
      expect({ file, problems }).toEqual({ file, problems: [] });
      expect(value?.items).toEqual([...hostile].sort());
      expect(value?.rules.map((rule) => [rule.rule, rule.values])).toEqual(
        [...hostile].sort().map((rule) => [rule, [String(hostile.indexOf(rule))]]),
      );
    }
  });

  test("are data in the rubric's column mapping", async () => {
    for (const name of hostile) {
      const quoted = `"${name.replaceAll('"', '""')}"`;
      const folder = createFolder({
        "a.csv": `item,rule,${quoted}\ni,r,1\n`,
        "a.jsonl": `${JSON.stringify({ item: "i", rule: "r", [name]: 1 })}\n`,
      });
      const store = createDuckDbStore({ base: folder, allowed: [folder] });
      for (const file of ["a.csv", "a.jsonl"]) {
        expect((await store.tally(asking(file, { rating: name }))).value?.rules).toMatchObject([{ values: ["1"] }]);
        expect((await store.tally(asking(file, { rating: `${name} ` }))).problems).toMatchObject([{ code: "column" }]);
      }
    }
  });

  test("are data in file names", async () => {
    for (const name of [
      "'; DROP TABLE x; --.csv",
      "a' , 'b.csv",
      "$1.csv",
      "a b\\c.csv",
      "x'], lock_configuration.csv",
    ]) {
      const folder = createFolder();
      writeFileSync(path.join(folder, name), "item,rule,rating\ni,r,1\n");
      const { value, problems } = await createDuckDbStore({ base: folder, allowed: [folder] }).tally(asking(name));
      expect({ name, problems, rows: value?.rows }).toEqual({ name, problems: [], rows: 1 });
    }
  });

  test("with characters of patterns are literal, also where a pattern finds them", async () => {
    const names = ["a", "[a]", "{a}", "a*", "a?", "[!a]", "[[]a]", "**", "a,b", "{a,b}", "[]", "]a[", "\\[a]", "~a"];
    const files = Object.fromEntries(names.map((name) => [`${name}.csv`, `item,rule,rating\n"${name}",r,1\n`]));
    const folder = createFolder(files);
    const store = createDuckDbStore({ base: folder, allowed: [folder] });
    const all = await store.tally(asking("*.csv"));
    expect(all.problems).toEqual([]);
    expect(all.value?.items).toEqual(names.toSorted());
    for (const name of names) expect((await store.tally(asking(`${name}.csv`))).value?.items).toEqual([name]);
  });

  test("are quoted in one way", () => {
    expect(identifier('a"b')).toBe('"a""b"');
    expect(literal("a'b")).toBe("'a''b'");
  });
});
