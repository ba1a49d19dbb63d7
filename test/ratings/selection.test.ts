/** Which rows count (`only`, `except`), codes for missing ratings, and columns named by path. */
import { describe, expect, test } from "vitest";
import { createDuckDbStore } from "../../server/src/ratings/duckdb.ts";
import type { TallyRequest } from "../../server/src/tallies/store.ts";
import type { Tallies } from "../../server/src/tallies/tallies.ts";
import { asking, createFolder } from "./folder.ts";
import { shapes, writeShapes } from "./write-shapes.ts";

async function read(name: string, content: string, mapping: Partial<TallyRequest> = {}) {
  const folder = createFolder({ [name]: content });
  return createDuckDbStore({ base: folder, allowed: [folder] }).tally(asking(name, mapping));
}

/** Item, rule, rater and value of every counted rating. */
function ratingsOf(tallies: Tallies | undefined): string[] {
  return (tallies?.rules ?? []).flatMap(({ rule, ratings, values }) =>
    Array.from(ratings?.item ?? [], (item, at) =>
      [
        tallies?.items[item],
        rule,
        tallies?.raterNames[ratings?.rater[at] ?? -1],
        values[ratings?.value[at] ?? -1],
      ].join(" "),
    ),
  );
}

describe("rows to keep", () => {
  const rows = ["i1", "i2"].flatMap((item, i) =>
    ["ann", "bob", "o'x"].map((rater, r) => ({ item, rater, ratings: { p: i + r, q: 3 - r } })),
  );

  test.each<[what: string, request: Partial<TallyRequest>, kept: string[]]>([
    [
      "except a rater",
      { except: [{ column: "rater", values: ["bob", "o'x"] }] },
      ["i1 p ann 0", "i2 p ann 1", "i1 q ann 3", "i2 q ann 3"],
    ],
    [
      "only an item and a rule",
      {
        only: [
          { column: "item", values: ["i2"] },
          { column: "rule", values: ["p"] },
        ],
      },
      ["i2 p ann 1", "i2 p bob 2", "i2 p o'x 3"],
    ],
    [
      "except a rule, only a rater",
      { except: [{ column: "rule", values: ["q"] }], only: [{ column: "rater", values: ["o'x"] }] },
      ["i1 p o'x 2", "i2 p o'x 3"],
    ],
    [
      "only a rating, in another spelling",
      { only: [{ column: "rating", values: ["3.0"] }] },
      ["i2 p o'x 3", "i1 q ann 3", "i2 q ann 3"],
    ],
  ])("%s, in every shape and format", async (_, request, kept) => {
    const folder = createFolder();
    await writeShapes(folder, rows);
    const store = createDuckDbStore({ base: folder, allowed: [folder] });
    for (const file of shapes) {
      const { value, problems } = await store.tally(asking(file, request));
      expect({ file, problems, kept: ratingsOf(value) }).toEqual({ file, problems: [], kept });
      expect(value?.rows).toBe(file.startsWith("long") ? 12 : 6);
      expect(value?.excluded).toBeGreaterThan(0);
    }
  });

  test("by a column that is not mapped; rows keep their numbers", async () => {
    const content = "split,item,rule,who,rating\ntest,i,r,a,1\ntrain,i,r,b,7\n train ,j,r,b,8\n";
    const { value, problems } = await read("a.csv", content, {
      rater: "who",
      only: [{ column: "split", values: ["train"] }],
    });
    expect(problems).toEqual([]);
    expect(value).toMatchObject({ rows: 3, excluded: 1, raterNames: ["b"], items: ["i", "j"] });
    expect(value?.rules[0]?.first).toEqual([
      { file: "a.csv", row: 2 },
      { file: "a.csv", row: 3 },
    ]);
  });

  test("`rater` means the mapped column, even where another has that name", async () => {
    const content = "item,rule,rater,who,rating\ni,r,x,a,1\ni,r,x,b,2\n";
    const { value } = await read("a.csv", content, { rater: "who", except: [{ column: "rater", values: ["a"] }] });
    expect(ratingsOf(value)).toEqual(["i r b 2"]);
  });

  test("ids are compared as written, other numbers as numbers", async () => {
    const content = "item,rule,rater,rating,turn\n001,r,a,1,1.0\n1,r,a,2,1\n2,r,a,3,2\n";
    const byItem = await read("a.csv", content, { only: [{ column: "item", values: ["1"] }] });
    expect(ratingsOf(byItem.value)).toEqual(["1 r a 2"]);
    const byTurn = await read("a.csv", content, { only: [{ column: "turn", values: ["1"] }] });
    expect(ratingsOf(byTurn.value)).toEqual(["001 r a 1", "1 r a 2"]);
  });

  test("texts that look like SQL are values", async () => {
    const values = ["'); DROP TABLE file; --", "$1", '"'];
    const content = values.map((rater) => JSON.stringify({ item: "i", rule: "r", rater, rating: 1 })).join("\n");
    for (const [at, value] of values.entries()) {
      const kept = await read("a.jsonl", content, { only: [{ column: "rater", values: [value] }] });
      expect(ratingsOf(kept.value)).toEqual([`i r ${values[at]} 1`]);
    }
  });
});

describe("conditions that exclude other than was meant", () => {
  const content = "item,rule,rater,rating\ni,r,human1,1\nj,r,human2,2\n";

  test("a value that no row has", async () => {
    const { value, problems } = await read("a.csv", content, {
      except: [{ column: "rater", values: ["human1", "human3"] }],
    });
    expect(value?.rules[0]?.counts).toEqual(Float64Array.of(1));
    expect(problems).toMatchObject([{ code: "value", field: "except" }]);
    expect(problems[0]?.message).toMatch("`a.csv` has no row with `human3` in `rater`, which `except:` names.");
  });

  test("a column that is not there", async () => {
    const { problems } = await read("a.csv", content, { only: [{ column: "ratr", values: ["x"] }] });
    expect(problems).toMatchObject([{ code: "column", field: "only", replacements: ["rater"] }]);
  });

  test("all rows", async () => {
    const { value, problems } = await read("a.csv", content, { except: [{ column: "rule", values: ["r"] }] });
    expect(value).toMatchObject({ rules: [], rows: 2, excluded: 2 });
    expect(problems).toMatchObject([{ code: "empty" }]);
  });
});

test("codes for missing ratings are missing, as numbers in any spelling", async () => {
  const content = "item,rule,rating\na,r,1\nb,r,-\nc,r,99.0\nd,r,NA\n";
  const { value } = await read("a.csv", content, { missing: ["-", "99"] });
  expect(value?.rules).toMatchObject([{ values: ["1"], missing: 3 }]);
});

describe("a column named by its path", () => {
  const row = (id: string, helpful: number) =>
    JSON.stringify({ meta: { id, "by.x": { who: "ann" } }, namedScores: { helpful, safe: 1 } });
  const nested = { item: ["meta.id"], rating: "namedScores", rater: "meta.by.x.who" };

  test("is read from JSON", async () => {
    const { value, problems } = await read("a.jsonl", `${row("i", 0.5)}\n${row("j", 1)}\n`, nested);
    expect(problems).toEqual([]);
    expect(value?.shape).toBe("nested");
    expect(ratingsOf(value)).toEqual(["i helpful ann 0.5", "j helpful ann 1", "i safe ann 1", "j safe ann 1"]);
  });

  test("yields to a column whose whole name has the dot", async () => {
    const content = JSON.stringify({ "meta.id": "whole", meta: { id: "part" }, rule: "r", rating: 1 });
    expect((await read("a.jsonl", content, { item: ["meta.id"] })).value?.items).toEqual(["whole"]);
  });

  test("is read from Parquet and from JSON in CSV", async () => {
    const folder = createFolder({ "b.csv": 'meta,rule,rating\n"{""id"": ""i""}",r,2\n' });
    const { DuckDBInstance } = await import("@duckdb/node-api");
    const connection = await (await DuckDBInstance.create(":memory:")).connect();
    await connection.run(`COPY (SELECT {id: 'i'} AS meta, 'r' AS rule, 2 AS rating) TO '${folder}/a.parquet'`);
    connection.closeSync();
    const store = createDuckDbStore({ base: folder, allowed: [folder] });
    for (const file of ["a.parquet", "b.csv"])
      expect((await store.tally(asking(file, { item: ["meta.id"] }))).value).toMatchObject({
        items: ["i"],
        rules: [{ rule: "r", values: ["2"] }],
      });
  });

  test("that leads nowhere is a column that is not there", async () => {
    const { problems } = await read("a.jsonl", row("i", 1), { ...nested, item: ["meta.key"] });
    expect(problems).toMatchObject([{ code: "column", field: "item" }]);
  });
});

describe("pairs", () => {
  const content = "chosen,rejected,judge,split\na,b,ann,x\nb,b,ann,y\nc,0-d,,y\nc,a,bob,y\n";
  const nothing = { chosen: undefined, rejected: undefined, prompt: undefined, by: undefined, judges: [] };
  const readPairs = (more: object) => {
    const folder = createFolder({ "p.csv": content });
    return createDuckDbStore({ base: folder, allowed: [folder] }).pairs({ ...nothing, file: "p.csv", ...more });
  };

  test("keep who judged, their ids as written and their rows", async () => {
    const { value } = await readPairs({ rater: "judge" });
    expect(value).toMatchObject({
      items: ["0-d", "a", "b", "c"],
      raters: { names: ["ann", "bob"], of: Int32Array.of(0, -1, 1) },
      place: { file: Int32Array.of(0, 0, 0), row: Int32Array.of(1, 3, 4) },
    });
  });

  test("keep the rows that count", async () => {
    const { value, problems } = await readPairs({
      rater: "judge",
      only: [{ column: "split", values: ["y"] }],
      except: [{ column: "rater", values: ["bob"] }],
    });
    expect(value).toMatchObject({ rows: 4, excluded: 2, chosen: Int32Array.of(2), place: { row: Int32Array.of(3) } });
    expect(problems).toMatchObject([{ code: "value", message: expect.stringContaining("`p.csv`, row 2") }]);
  });
});

test("scores keep the rows that count", async () => {
  const folder = createFolder({ "s.csv": "item,score,v\na,1,old\na,2,new\n" });
  const store = createDuckDbStore({ base: folder, allowed: [folder] });
  const { value, problems } = await store.scores({
    file: "s.csv",
    item: undefined,
    score: undefined,
    only: [{ column: "v", values: ["old"] }],
  });
  expect(problems).toEqual([]);
  expect(value).toMatchObject({ scores: Float64Array.of(1), excluded: 1 });
});
