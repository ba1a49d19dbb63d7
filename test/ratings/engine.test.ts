import { describe, expect, test } from "vitest";
import { createDuckDbStore } from "../../server/src/ratings/duckdb.ts";
import { withEngine } from "../../server/src/ratings/engine.ts";
import { untrusted } from "../../server/src/ratings/refused.ts";
import { plain } from "../../server/src/ratings/sql/query.ts";
import { asking, createFolder } from "./folder.ts";

describe("without an engine", () => {
  test("files are not read, and the reason is reported", async () => {
    const folder = createFolder({ "a.csv": "item,rule,rating\ni,r,1\n" });
    const load = () =>
      Promise.reject(new Error("Cannot find module '@duckdb/node-bindings-plan9'\nRequire stack: ..."));
    const { value, problems } = await createDuckDbStore({ base: folder, allowed: [folder], load }).tally(
      asking("a.csv"),
    );
    expect(value).toBeUndefined();
    expect(problems).toEqual([
      {
        code: "engine",
        field: "file",
        message:
          "Rating files cannot be read here, because the database that reads them does not load: Cannot find module '@duckdb/node-bindings-plan9'. Ratings written in the rubric still work.",
      },
    ]);
  });

  test("a binary that loads but does not start is reported alike", async () => {
    const folder = createFolder({ "a.csv": "item,rule,rating\ni,r,1\n" });
    const DuckDBInstance = { create: () => Promise.reject(new Error("bad image")) };
    const load = async () => ({ DuckDBInstance });
    const { problems } = await createDuckDbStore({ base: folder, allowed: [folder], load }).tally(asking("a.csv"));
    expect(problems).toMatchObject([{ code: "engine", message: expect.stringContaining("bad image") }]);
  });
});

describe("an aborted signal", () => {
  test("interrupts a query that runs", async () => {
    const controller = new AbortController();
    const running = withEngine([], {}, controller.signal, async (engine) => {
      setTimeout(() => controller.abort(new Error("enough")), 20);
      return { value: await engine.rows(plain("SELECT count(*) FROM range(1000000000000) WHERE hash(range) = 0")) };
    });
    await expect(running).rejects.toThrow("enough");
  });

  test("keeps a reading from beginning", async () => {
    const folder = createFolder({ "a.csv": "item,rule,rating\ni,r,1\n" });
    const store = createDuckDbStore({ base: folder, allowed: [folder] });
    await expect(store.tally(asking("a.csv"), AbortSignal.abort(new Error("too late")))).rejects.toThrow("too late");
  });
});

test("an untrusted workspace reads no file, and says how it could", async () => {
  for (const want of ["tally", "pairs", "scores"] as const) {
    const { value, problems } = await untrusted.read({ kind: "file", want, name: "a.csv", request: asking("a.csv") });
    expect(value).toBeUndefined();
    expect(problems).toMatchObject([{ code: "untrusted", message: expect.stringContaining("Manage Workspace Trust") }]);
  }
});
