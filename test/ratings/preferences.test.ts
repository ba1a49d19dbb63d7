/** Pairs and scores: what is read, and what is skipped. */
import { describe, expect, test } from "vitest";
import { createDuckDbStore } from "../../server/src/ratings/duckdb.ts";
import type { PairRequest } from "../../server/src/tallies/store.ts";
import { asking, createFolder } from "./folder.ts";

function storeOver(files: Readonly<Record<string, string>>) {
  const folder = createFolder(files);
  return createDuckDbStore({ base: folder, allowed: [folder] });
}

function pairs(content: string, mapping: Partial<PairRequest> = {}, name = "pairs.csv") {
  const nothing = { chosen: undefined, rejected: undefined, prompt: undefined, by: undefined, judges: [] };
  return storeOver({ [name]: content }).pairs({ ...nothing, file: name, ...mapping });
}

describe("pairs", () => {
  test("are read in file order, items and prompts numbered by name", async () => {
    const { value, problems } = await pairs("prompt,chosen,rejected\nq,b,a\np,c,b\n,a,c\n");
    expect(problems).toEqual([]);
    expect(value).toMatchObject({
      items: ["a", "b", "c"],
      chosen: Int32Array.of(1, 2, 0),
      rejected: Int32Array.of(0, 1, 2),
      prompts: ["p", "q"],
      prompt: Int32Array.of(1, 0, -1),
      subsets: undefined,
      rows: 3,
    });
  });

  test("have no prompts where there is no such column", async () => {
    const { value } = await pairs(
      '{"better":"a","worse":"b"}\n',
      { chosen: "better", rejected: "worse" },
      "pairs.jsonl",
    );
    expect(value?.prompt).toEqual(Int32Array.of(-1));
    expect(value?.columns).toEqual(["better", "worse"]);
  });

  test("are split by a column, a pair without a subset apart", async () => {
    const { value } = await pairs("chosen,rejected,subset\na,b,chat\na,c,code\nb,c,\n", { by: "subset" });
    expect(value?.subsets).toEqual({ names: ["chat", "code"], of: Int32Array.of(0, 1, -1) });
  });

  test("hold judges' choices in words and numbers", async () => {
    const content = "chosen,rejected,j\na,b,chosen\na,c,REJECTED\nb,c,tie\na,d,1\na,e,0\na,f,0.50\na,g,\n";
    const { value, problems } = await pairs(content, { judges: ["j"] });
    expect(problems).toEqual([]);
    expect(value?.judges).toEqual([{ name: "j", choice: Int8Array.of(1, -1, 0, 1, -1, 0, 2) }]);
  });

  test("report choices that are not valid", async () => {
    const { value, problems } = await pairs("chosen,rejected,j\na,b,A\na,c,chosen\na,d,B\na,e,B\n", { judges: ["j"] });
    expect(value?.judges[0]?.choice).toEqual(Int8Array.of(2, 1, 2, 2));
    expect(problems).toEqual([
      {
        code: "value",
        field: "judges",
        message:
          "3 choices of the judge `j` not counted: expected chosen, rejected or tie (or 1, 0, 0.5), found `A` and `B`, the first at `pairs.csv`, row 1.",
      },
    ]);
  });

  test("that are no pairs are skipped and reported", async () => {
    const { value, problems } = await pairs("chosen,rejected\na,b\n,b\na,a\nb,c\n");
    expect(value?.chosen).toEqual(Int32Array.of(0, 1));
    expect(problems.map((problem) => problem.message)).toEqual([
      "1 pair skipped without a chosen or a rejected response, the first at `pairs.csv`, row 2.",
      "1 pair skipped with one response against itself, the first at `pairs.csv`, row 3.",
    ]);
  });

  test("need their columns", async () => {
    expect((await pairs("choosen,rejected\na,b\n")).problems).toMatchObject([{ code: "column", field: "chosen" }]);
    expect((await pairs("chosen,rejected\na,b\n", { judges: ["gpt"] })).problems).toMatchObject([
      { code: "column", field: "judges" },
    ]);
    expect((await pairs("chosen,rejected\na,b\n", { by: "set" })).problems).toMatchObject([
      { code: "column", field: "by" },
    ]);
  });
});

describe("scores", () => {
  const scores = (content: string, item?: readonly string[], score?: string) =>
    storeOver({ "rm.csv": content }).scores({ file: "rm.csv", item, score });

  test("are read by item", async () => {
    const { value, problems } = await scores(
      "prompt_id,response_id,reward\n1,b,-0.5\n1,a,2e-1\n",
      ["prompt_id", "response_id"],
      "reward",
    );
    expect(problems).toEqual([]);
    expect(value).toMatchObject({ items: ["1/a", "1/b"], scores: Float64Array.of(0.2, -0.5), rows: 2 });
  });

  test("that are missing, no numbers, without an item or in conflict", async () => {
    const { value, problems } = await scores("item,score\na,1\nb,high\nc,NA\na,3\nd,inf\n,4\na,3\n");
    expect(value).toMatchObject({ items: ["a"], scores: Float64Array.of(3) });
    expect(problems.map(({ code, field, message }) => [code, field, message])).toEqual([
      ["value", "item", "1 score without an item skipped, the first at `rm.csv`, row 6."],
      ["value", "score", "2 scores that are not numbers skipped, the first `high` at `rm.csv`, row 2."],
      [
        "value",
        "score",
        "1 row with another score for an item that has one, the first for `a` at `rm.csv`, row 4. The last one counts.",
      ],
    ]);
  });

  test("need their columns", async () => {
    expect((await scores("item,reward\na,1\n")).problems).toMatchObject([{ code: "column", field: "score" }]);
  });
});

test("columns are given where no mapping fits them", async () => {
  const store = storeOver({ "a.csv": 'x,"y\nz",x\n', "b.jsonl": '{"p":1}\n{"q":2}\n' });
  expect((await store.columnsOf("a.csv")).value).toEqual(["x", "y\nz", "x"]);
  expect((await store.columnsOf("b.jsonl")).value).toEqual(["p", "q"]);
  expect((await store.columnsOf("c.csv")).problems).toMatchObject([{ code: "missing" }]);
});

test("prompts come with the ratings where a column names them, and are reported missing where none does", async () => {
  const store = storeOver({ "a.csv": "item,rule,rating,p\nx,r,1,p1\ny,r,2,\n", "b.csv": "item,r\nx,1\n" });
  const { value, problems } = await store.tally(asking("a.csv", { prompt: "p" }));
  expect(value?.prompts).toEqual(["p1", undefined]);
  expect(problems).toEqual([]);
  const without = await store.tally(asking("b.csv", { prompt: "p" }));
  expect(without.value?.rules.length).toBe(1);
  expect(without.problems).toMatchObject([{ code: "column", field: "prompt" }]);
});
