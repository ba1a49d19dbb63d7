import { expect, test } from "vitest";
import { createDuckDbStore } from "../../server/src/ratings/duckdb.ts";
import { createFolder } from "./folder.ts";

test("gives the first rows of a file, as texts", async () => {
  const folder = createFolder({
    "a.csv": "item,tone\nx,1\ny,\nz,3\n",
    "b.jsonl": '{"item": "x", "tone": 2.5}\n{"item": "y"}\n',
  });
  const store = createDuckDbStore({ base: folder, allowed: [folder] });
  expect(await store.preview("a.csv", 2)).toEqual({
    value: {
      columns: ["item", "tone"],
      rows: [
        ["x", "1"],
        ["y", ""],
      ],
    },
    problems: [],
  });
  expect((await store.preview("b.jsonl", 10)).value?.rows).toEqual([
    ["x", "2.5"],
    ["y", ""],
  ]);
  expect((await store.preview("c.csv", 10)).problems).toMatchObject([{ code: "missing" }]);
});
