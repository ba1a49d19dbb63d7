/** What is large in one direction: read, or reported, in bounded time and memory. */
import { describe, expect, test } from "vitest";
import { contentKey } from "../../server/src/ratings/content-key.ts";
import { createDuckDbStore } from "../../server/src/ratings/duckdb.ts";
import { asking, createFolder } from "./folder.ts";

/** Hangs take minutes. */
const guard = (process.env.CI ? 10 : 1) * 60_000;

async function read(name: string, content: string) {
  const folder = createFolder({ [name]: content });
  return createDuckDbStore({ base: folder, allowed: [folder] }).tally(asking(name));
}

describe("a file with", () => {
  test(
    "100,000 rules is read",
    async () => {
      const lines = Array.from({ length: 100_000 }, (_, at) => `i${at % 10},rule ${at},a,1`);
      const { value, problems } = await read("a.csv", `item,rule,rater,rating\n${lines.join("\n")}\n`);
      expect(problems).toEqual([]);
      expect(value?.rules.length).toBe(100_000);
      expect(value?.key).toMatch(/^[0-9a-f]{64}$/);
    },
    guard,
  );

  test(
    "as many rules as items is reported",
    async () => {
      const lines = Array.from({ length: 20_000 }, (_, at) => `i${at},rule ${at},a,1`);
      const { value, problems } = await read("a.csv", `item,rule,rater,rating\n${lines.join("\n")}\n`);
      expect(value).toBeUndefined();
      expect(problems).toMatchObject([{ code: "shape", field: "rule" }]);
    },
    guard,
  );

  test(
    "3,000 sets of keys is read where they are nested, else reported",
    async () => {
      const ratings = Array.from({ length: 3000 }, (_, at) => ({ [`rule ${at}`]: 1, common: 2 }));
      const wide = ratings.map((one, at) => JSON.stringify({ item: `i${at}`, ...one }));
      expect((await read("wide.jsonl", wide.join("\n"))).problems).toMatchObject([{ code: "shape", field: "file" }]);
      const nested = ratings.map((one, at) => JSON.stringify({ item: `i${at}`, ratings: one }));
      expect((await read("nested.jsonl", nested.join("\n"))).value?.rules.length).toBe(3001);
    },
    guard,
  );
});

test("a content key is that of the content alone", () => {
  const value = { a: ["x", "y"], b: Int32Array.of(1, 2), c: undefined, d: { e: [1, "z"] } };
  expect(contentKey(structuredClone(value))).toBe(contentKey(value));
  for (const other of [
    { ...value, a: ["x,y"] },
    { ...value, a: ["xy", ""] },
    { ...value, b: Int32Array.of(2, 1) },
    { ...value, d: { e: ["1", "z"] } },
  ])
    expect(contentKey(other)).not.toBe(contentKey(value));
});

describe("items that are named by the wrong column", () => {
  const rows = ["p1", "p2", "p3"].flatMap((prompt, p) =>
    ["a", "b"].flatMap((response, r) =>
      ["ann", "bob"].map((rater, at) => ({
        row: 4 * p + 2 * r + at,
        prompt_id: prompt,
        response_id: response,
        rater,
        score: (p + 2 * r + at) % 4,
      })),
    ),
  );

  test("are found by the columns that together are unique, in long and wide files", async () => {
    const long = rows.map((one) => [one.row, one.prompt_id, one.response_id, one.rater, "r", one.score].join());
    const wide = rows.map((one) => [one.prompt_id, one.response_id, one.rater, one.score].join());
    const folder = createFolder({
      "long.csv": `row,prompt_id,response_id,rater,rule,rating\n${long.join("\n")}\n`,
      "wide.csv": `prompt_id,response_id,rater,r\n${wide.join("\n")}\n`,
    });
    const store = createDuckDbStore({ base: folder, allowed: [folder] });
    for (const file of ["long.csv", "wide.csv"]) {
      const { value } = await store.tally(asking(file, { item: ["prompt_id"] }));
      expect(value?.rules[0]?.repeats.conflicting).toBeGreaterThan(0);
      expect(value?.identifying[0]).toEqual(["prompt_id", "response_id"]);
    }
    const right = await store.tally(asking("long.csv", { item: ["prompt_id", "response_id"] }));
    expect(right.value?.identifying).toEqual([]);
  });
});
