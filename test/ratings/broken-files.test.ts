/** Files as users have them: odd ones that can be read, and broken ones with what is reported of each. */
import { readFileSync } from "node:fs";
import path from "node:path";
import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { createDuckDbStore } from "../../server/src/ratings/duckdb.ts";
import { asking, createFolder } from "./folder.ts";
import { writeShapes } from "./write-shapes.ts";

const head = "item,rule,rater,rating\n";
const rows = "i1,r,a,1\ni2,r,a,2\n";

async function read(name: string, content: string | Uint8Array) {
  const folder = createFolder({ [name]: content });
  return createDuckDbStore({ base: folder, allowed: [folder], memoryLimit: 1024 }).tally(asking(name));
}

describe("files that are read", () => {
  test.each([
    ["a byte order mark", "a.csv", `\ufeff${head}${rows}`],
    ["CRLF", "a.csv", `${head}${rows}`.replaceAll("\n", "\r\n")],
    ["CR", "a.csv", `${head}${rows}`.replaceAll("\n", "\r")],
    ["semicolons", "a.csv", `${head}${rows}`.replaceAll(",", ";")],
    ["bars", "a.csv", `${head}${rows}`.replaceAll(",", "|")],
    ["tabs in .csv", "a.csv", `${head}${rows}`.replaceAll(",", "\t")],
    ["commas in .tsv", "a.tsv", `${head}${rows}`],
    ["no newline at the end", "a.csv", `${head}${rows}`.trimEnd()],
    ["blank lines", "a.csv", `${head}\n${rows}\n`],
    ["spaces around names and values", "a.csv", "item , rule, rater,rating\n i1,r ,a, 1 \ni2,r,a,2\n"],
    ["a quoted newline in the header", "a.csv", `item,rule,rater,rating,"a\nb"\ni1,r,a,1,x\ni2,r,a,2,x\n`],
    ["several gzip members", "a.csv.gz", Buffer.concat([gzipSync(head), gzipSync(rows)])],
    [
      "an array in .jsonl",
      "a.jsonl",
      '[{"item":"i1","rule":"r","rater":"a","rating":1},{"item":"i2","rule":"r","rater":"a","rating":2.0}]',
    ],
    [
      "pretty JSON",
      "a.json",
      '{\n"item":"i1","rule":"r",\n"rater":"a","rating":1}\n{"item":"i2","rule":"r","rater":"a","rating":2}',
    ],
    [
      "keys in another order",
      "a.jsonl",
      '{"rating":1,"item":"i1","rule":"r","rater":"a"}\n{"item":"i2","x":0,"rule":"r","rater":"a","rating":"2"}\n',
    ],
    ["an upper-case ending", "A.CSV", `${head}${rows}`],
    [
      "the separator in a line of its own",
      "a.csv",
      `sep=;\r\n${head}${rows}`.replaceAll(",", ";").replaceAll(/\r?\n/g, "\r\n"),
    ],
    ["LF and CRLF mixed", "a.csv", `${head}i1,r,a,1\r\ni2,r,a,2\n`],
    ["CRLF and then LF", "a.csv", `${head.replace("\n", "\r\n")}i1,r,a,1\r\ni2,r,a,2\n`],
  ])("%s", async (_, name, content) => {
    const { value, problems } = await read(name, content);
    expect(problems).toEqual([]);
    expect(value?.items).toEqual(["i1", "i2"]);
    expect(value?.rules).toMatchObject([
      {
        rule: "r",
        values: ["1", "2"],
        first: [
          { file: name, row: 1 },
          { file: name, row: 2 },
        ],
      },
    ]);
  });

  test.each(["\n", "\r\n"])("a first row of over 2 MB, lines ending in %j", async (end) => {
    const long = "x".repeat(2_500_000);
    for (const [name, pack] of [
      ["a.csv", Buffer.from],
      ["a.csv.gz", gzipSync],
    ] as const) {
      const { value, problems } = await read(
        name,
        pack(Buffer.from(`item,rule,rater,rating,text${end}i,r,a,1,${long}${end}`)),
      );
      expect(problems).toEqual([]);
      expect(value).toMatchObject({ rows: 1, items: ["i"] });
    }
  });

  test("whole numbers beyond 2^53 stay apart, in ids and in ratings", async () => {
    for (const [name, content] of [
      ["a.csv", "item,rule,rating\n9007199254740992,r,9007199254740992\n9007199254740993,r,9007199254740993\n"],
      [
        "a.jsonl",
        '{"item":9007199254740992,"rule":"r","rating":9007199254740992}\n{"item":9007199254740993,"rule":"r","rating":9007199254740993}\n',
      ],
    ] as const) {
      const { value } = await read(name, content);
      expect(value?.items).toEqual(["9007199254740992", "9007199254740993"]);
      expect(value?.rules[0]?.values).toEqual(["9007199254740992", "9007199254740993"]);
    }
  });

  test("numbers in ids are kept as written", async () => {
    const { value } = await read("a.csv", "item,rule,rating\n001,r,1\n1,r,1\n1.0,r,1\n");
    expect(value?.items).toEqual(["001", "1", "1.0"]);
  });

  test("quoted newlines do not shift rows", async () => {
    const { value } = await read("a.csv", `${head}"i\n1",r,a,1\n"i\n2",r,a,7\n`);
    expect(value?.items).toEqual(["i\n1", "i\n2"]);
    expect(value?.rules[0]?.first[1]).toEqual({ file: "a.csv", row: 2 });
  });

  test("true, false and null of JSON are what CSV would say", async () => {
    const { value } = await read(
      "a.jsonl",
      '{"item":"i","ratings":{"p":true,"q":null}}\n{"item":"j","ratings":{"p":false,"q":"yes"}}\n',
    );
    expect(value?.rules).toMatchObject([
      { rule: "p", values: ["false", "true"], missing: 0 },
      { rule: "q", values: ["yes"], missing: 1 },
    ]);
  });

  test("a rating that comes twice in one object is a repeat, and the last one counts", async () => {
    const { value } = await read("a.jsonl", '{"item":"i","rater":"a","ratings":{"p":1,"p":2}}\n');
    expect(value?.rules).toMatchObject([{ values: ["2"], repeats: { same: 0, conflicting: 1, first: { row: 1 } } }]);
  });

  test("10,000 columns", async () => {
    const rules = Array.from({ length: 10_000 }, (_, at) => `rule ${at}`);
    const { value, problems } = await read(
      "a.csv",
      `item,${rules}\ni,${rules.map(() => 1)}\nj,${rules.map(() => 2)}\n`,
    );
    expect(problems).toEqual([]);
    expect(value?.rules.length).toBe(10_000);
    expect(value?.rules.every((rule) => rule.counts.length === 2)).toBe(true);
  });

  test("free text in a wide file is no rule", async () => {
    const lines = Array.from({ length: 30 }, (_, at) => `i${at},${at % 3},words number ${at},safe,${at / 7}`);
    const { value } = await read("a.csv", `item,q1,story,q2,q3\n${lines.join("\n")}\n`);
    expect(value?.rules.map((rule) => rule.rule)).toEqual(["q1", "q2", "q3"]);
  });

  test("a column without any rating is a rule with missing ratings only", async () => {
    const { value } = await read("a.csv", "item,q1,q2\ni,1,\nj,2,NA\n");
    expect(value?.rules).toMatchObject([{ rule: "q1" }, { rule: "q2", values: [], missing: 2 }]);
  });
});

const long = "x".repeat(2_500_000);

describe("files that are not", () => {
  test.each<[what: string, name: string, content: string | Uint8Array, code: string, says: string]>([
    [
      "a row too short",
      "a.csv",
      `${head}${rows}i3,r,a\n${rows}`,
      "torn",
      "line 4: the row has 3 columns where the header has 4",
    ],
    ["a last line cut off", "a.csv", `${head}${rows}i3,r`, "torn", "line 4: the row has 2 columns"],
    ["a row too long", "a.csv", `${head}${rows}i3,r,a,1,2\n`, "torn", "line 4: the row has 5 columns"],
    ["a quote not closed", "a.csv", `${head}${rows}i3,"r,a,1\n`, "torn", "line 4: a quoted text does not end"],
    ["text behind a quote", "a.csv", `${head}"i"3,r,a,1\n`, "torn", "line 2: a quoted text does not end"],
    [
      "a quote not closed in the header",
      "a.csv",
      `item,"rule,rating\n${rows}`,
      "torn",
      "line 1: a quote is not closed",
    ],
    [
      "text after a quote, LF and CRLF mixed",
      "a.csv",
      'item,rule,rater,rating\r\n"i"x,r,a,1\r\ni,r,b,1\ni,r,c,1\r\n',
      "torn",
      "line 2",
    ],
    [
      "a field of 17 MB",
      "a.csv",
      `${head}${"x".repeat(17_000_000)},r,a,1\n`,
      "torn",
      "line 2: the row is longer than 16,000,000 bytes",
    ],
    [
      "title lines",
      "a.csv",
      `Export of the ratings\n\n${head}${rows}`,
      "shape",
      "the names of the columns seem to be in line 3",
    ],
    ["a web page", "a.csv", "<!DOCTYPE html>\n<html><body>Sign in</body></html>\n", "kind", "a web page"],
    ["UTF-16 without a byte order mark", "a.csv", Buffer.from(`${head}${rows}`, "utf16le"), "kind", "NUL"],
    [
      "20,001 columns",
      "a.csv",
      `item,${Array.from({ length: 20_000 }, (_, at) => `r${at}`)}\n`,
      "shape",
      "20001 columns",
    ],
    ["a gzip bomb", "a.csv.gz", bomb(), "kind", "unpacks to more than 200 times its size"],
    ["a header without end", "a.csv", long, "torn", "line 1 is longer"],
    ["a blank header", "a.csv", `\n${head}${rows}`, "shape", "line 1 is blank"],
    ["nothing but blanks", "a.csv", "\n \n", "empty", "no header line"],
    ["nothing", "a.csv", "", "empty", "0 bytes"],
    ["a text", "a.csv", "Dear rater,\nthank you.\n", "column", "no column `item`"],
    ["Latin-1", "a.csv", Buffer.from(`${head}${rows}Müller,r,a,1\n`, "latin1"), "kind", "line 4: this is not UTF-8"],
    [
      "Latin-1 far down",
      "a.csv",
      Buffer.from(`${head}${rows.repeat(5000)}Müller,r,a,1\n`, "latin1"),
      "kind",
      "line 10002: this is not UTF-8",
    ],
    ["UTF-16", "a.csv", Buffer.from(`\ufeff${head}`, "utf16le"), "kind", "UTF-16"],
    ["an image", "a.csv", Buffer.from("\x89PNG\r\n\x1a\n\0\0", "latin1"), "kind", "a PNG image"],
    ["a workbook", "a.csv", "PK\x03\x04...", "kind", "Excel"],
    ["NUL characters", "a.csv", "item,\0rule\n", "kind", "NUL"],
    ["an unknown ending", "a.xlsx", "PK", "kind", "Rating files end in .csv"],
    ["no ending", "ratings", head, "kind", "Rating files end in .csv"],
    ["gzip data cut in half", "a.csv.gz", cut(gzipSync(head + rows.repeat(999)), 0.5), "torn", "cut off"],
    ["gzip data without their end", "a.csv.gz", gzipSync(head + rows).subarray(0, -3), "torn", "cut off"],
    ["gzip data with a wrong checksum", "a.csv.gz", damaged(gzipSync(head + rows.repeat(999))), "torn", "damaged"],
    ["no gzip data", "a.csv.gz", head, "kind", "not gzip data"],
    ["CSV under .jsonl", "a.jsonl", head, "kind", "begins with `i`"],
    ["half a JSON line", "a.jsonl", '{"item":"i","rule":"r","rating":1}\n{"item":"i","ru', "torn", "line 2: the JSON"],
    [
      "half a JSON line in the middle",
      "a.jsonl",
      '{"item":"i","rule":"r","rating":1}\n{"item\n{"item":"i"}\n',
      "torn",
      "line 2: the JSON is not valid",
    ],
    [
      "a JSON line that is no object",
      "a.jsonl",
      '{"item":"i","rule":"r","rating":1}\n5\n',
      "torn",
      "record 2 is a number",
    ],
    ["JSON with a byte order mark", "a.jsonl", '\ufeff{"item":"i"}\n', "kind", "byte order mark"],
    [
      "a JSON array cut off",
      "a.json",
      '[{"item":"i","rule":"r","rating":1},\n{"item":"j',
      "torn",
      "record 2: the JSON",
    ],
    [
      "a JSON line of 40 MB",
      "a.jsonl",
      `{"item":"${"x".repeat(40_000_000)}","rule":"r","rating":1}\n`,
      "torn",
      "longer than 16 MB",
    ],
    ["Latin-1 in JSON", "a.jsonl", Buffer.from('{"item":"ü"}\n', "latin1"), "kind", "line 1: this is not UTF-8"],
    ["blank JSON lines", "a.jsonl", "\n\n", "empty", "no JSON"],
    ["objects without keys", "a.jsonl", "{}\n{}\n", "empty", "no keys"],
    ["CSV under .parquet", "a.parquet", head, "kind", "not a Parquet file"],
    ["a Parquet file of 4 bytes", "a.parquet", "PAR1", "torn", "its end is missing"],
  ])("%s", async (_, name, content, code, says) => {
    const { value, problems } = await read(name, content);
    expect(value).toBeUndefined();
    expect(problems).toMatchObject([{ code, message: expect.stringContaining(says) }]);
    expect(problems[0]?.message).toContain(`\`${name}\``);
  });

  test("a Parquet file cut off or damaged", async () => {
    const folder = createFolder();
    await writeShapes(
      folder,
      Array.from({ length: 500 }, (_, at) => ({ item: `i${at}`, rater: "a", ratings: { r: at % 5 } })),
    );
    const whole = readFileSync(path.join(folder, "long.parquet"));
    expect((await read("a.parquet", cut(whole, 0.5))).problems).toMatchObject([{ code: "torn" }]);
    expect(
      (await read("a.parquet", Buffer.concat([whole.subarray(0, 40), Buffer.alloc(400), whole.subarray(440)])))
        .problems,
    ).toMatchObject([{ code: "torn" }]);
  });

  test("a header without rows gives no ratings, and says so", async () => {
    const { value, problems } = await read("a.csv", head);
    expect(value).toMatchObject({ rows: 0, rules: [], columns: ["item", "rule", "rater", "rating"] });
    expect(problems).toMatchObject([{ code: "empty", message: "`a.csv` has columns and no rows." }]);
  });

  test("what does not fit the memory allowed", async () => {
    const folder = createFolder({
      "a.csv":
        head +
        Array.from({ length: 300_000 }, (_, at) => `an item with a long name, number ${at};r;a;1\n`)
          .join("")
          .replaceAll(",", "")
          .replaceAll(";", ","),
    });
    const store = createDuckDbStore({ base: folder, allowed: [folder], memoryLimit: 12 });
    expect((await store.tally(asking("a.csv"))).problems).toMatchObject([
      { message: expect.stringContaining("encore.memoryLimit") },
    ]);
  });

  test("rows of nested files that are no objects are skipped and reported", async () => {
    const { value, problems } = await read(
      "a.jsonl",
      '{"item":"i","ratings":{"p":1}}\n{"item":"j","ratings":7}\n{"item":"k"}\n',
    );
    expect(value?.rows).toBe(3);
    expect(problems).toMatchObject([{ code: "value", message: expect.stringContaining("1 row skipped") }]);
  });

  test("one of several files: it is named", async () => {
    const folder = createFolder({ "a.csv": head + rows, "b.csv": "item,rule,rater\n" });
    const { problems } = await createDuckDbStore({ base: folder, allowed: [folder] }).tally(asking("*.csv"));
    expect(problems).toMatchObject([
      { code: "column", field: "rating", message: expect.stringContaining("`b.csv` has no column `rating`") },
    ]);
  });
});

/** Two gigabytes of blanks in some megabytes, of many members. */
function bomb(): Buffer {
  const member = gzipSync(Buffer.alloc(100_000_000, " "));
  return Buffer.concat([gzipSync(head), ...Array.from({ length: 12 }, () => member)]);
}

function cut(bytes: Uint8Array, share: number): Uint8Array {
  return bytes.subarray(0, Math.floor(bytes.length * share));
}

function damaged(bytes: Uint8Array): Uint8Array {
  const copy = Uint8Array.from(bytes);
  const inChecksum = copy.length - 6;
  copy[inChecksum] = (copy[inChecksum] ?? 0) ^ 0xff;
  return copy;
}
