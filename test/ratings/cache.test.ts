/** What is read once, and when it is read again. */
import { rmSync, utimesSync, writeFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { createCachedStore, type RatingCache } from "../../server/src/ratings/cache.ts";
import { createDuckDbStore, type FileStore } from "../../server/src/ratings/duckdb.ts";
import { asking, createFolder } from "./folder.ts";

const csv = "item,rule,rater,rating\ni,r,a,1\n";

/** A store that counts what really is read. */
function counting(base: string): FileStore & { readonly reads: string[] } {
  const store = createDuckDbStore({ base, allowed: [base] });
  const reads: string[] = [];
  return {
    ...store,
    reads,
    tally: (request, signal) => {
      reads.push(request.file);
      return store.tally(request, signal);
    },
  };
}

/** Writes with a time of change that differs, whatever the clock of the disk. */
function change(file: string, content: string): void {
  writeFileSync(file, content);
  utimesSync(file, 1, 1);
}

describe("a cached store", () => {
  test("reads a file once, for later and for concurrent requests", async () => {
    const store = counting(createFolder({ "a.csv": csv }));
    const cached = createCachedStore(store);
    const [one, two] = await Promise.all([cached.tally(asking("a.csv")), cached.tally(asking("a.csv"))]);
    const three = await cached.tally(asking("a.csv"));
    expect(store.reads).toEqual(["a.csv"]);
    expect(two.value).toBe(one.value);
    expect(three.value).toBe(one.value);
  });

  test("reads anew what changed, and only that", async () => {
    const folder = createFolder({ "a.csv": csv, "b.csv": csv });
    const store = counting(folder);
    const cached = createCachedStore(store);
    for (const file of ["a.csv", "b.csv"]) await cached.tally(asking(file));
    change(path.join(folder, "a.csv"), csv.replace(",1", ",2"));
    const [a] = [await cached.tally(asking("a.csv")), await cached.tally(asking("b.csv"))];
    expect(store.reads).toEqual(["a.csv", "b.csv", "a.csv"]);
    expect(a.value?.rules[0]?.values).toEqual(["2"]);
  });

  test("keeps column mappings apart", async () => {
    const store = counting(createFolder({ "a.csv": `${csv.replace("rating", "rating,x").trim()},5\n` }));
    const cached = createCachedStore(store);
    const plain = await cached.tally(asking("a.csv"));
    const mapped = await cached.tally(asking("a.csv", { rating: "x" }));
    expect([plain, mapped].map(({ value }) => value?.rules[0]?.values)).toEqual([["1"], ["5"]]);
    expect(plain.value?.key).not.toBe(mapped.value?.key);
  });

  test("reads anew when a pattern finds another file", async () => {
    const folder = createFolder({ "a.csv": csv });
    const cached = createCachedStore(createDuckDbStore({ base: folder, allowed: [folder] }));
    expect((await cached.tally(asking("*.csv"))).value?.files).toEqual(["a.csv"]);
    writeFileSync(path.join(folder, "b.csv"), csv);
    expect((await cached.tally(asking("*.csv"))).value?.files).toEqual(["a.csv", "b.csv"]);
  });

  test("does not keep failures", async () => {
    const folder = createFolder();
    const cached = createCachedStore(createDuckDbStore({ base: folder, allowed: [folder] }));
    expect((await cached.tally(asking("a.csv"))).problems).toMatchObject([{ code: "missing" }]);
    writeFileSync(path.join(folder, "a.csv"), csv);
    expect((await cached.tally(asking("a.csv"))).value?.rows).toBe(1);
    rmSync(path.join(folder, "a.csv"));
    expect((await cached.tally(asking("a.csv"))).problems).toMatchObject([{ code: "missing" }]);
  });

  test("is shared between folders that name a file alike, and forgets what is unused for long", async () => {
    const folder = createFolder(Object.fromEntries(Array.from({ length: 70 }, (_, at) => [`${at}.csv`, csv])));
    const cache: RatingCache = new Map();
    const [one, two] = [counting(folder), counting(folder)];
    await createCachedStore(one, cache).tally(asking("0.csv"));
    await createCachedStore(two, cache).tally(asking("0.csv"));
    expect(two.reads).toEqual([]);
    const small: FileStore = {
      ...one,
      tally: async () => ({ value: undefined, problems: [] }),
      columnsOf: async () => ({ value: [], problems: [] }),
    };
    for (let at = 0; at < 70; at++) await createCachedStore(small, cache).columnsOf(`${at}.csv`);
    expect(cache.size).toBe(64);
  });

  test("goes on reading while one of those who wait leaves, and stops when all have", async () => {
    const folder = createFolder({ "a.csv": csv });
    const store = createDuckDbStore({ base: folder, allowed: [folder] });
    let finish: () => void = () => {};
    const signals: AbortSignal[] = [];
    const slow: FileStore = {
      ...store,
      // At once, so that both wait before one of them leaves.
      stamp: async () => ({ paths: "a.csv", state: "1" }),
      tally: (_, signal) =>
        new Promise((resolve, reject) => {
          if (signal) signals.push(signal);
          signal?.addEventListener("abort", () => reject(signal.reason));
          finish = () => resolve({ value: undefined, problems: [] });
        }),
    };
    const cached = createCachedStore(slow);
    const [first, second] = [new AbortController(), new AbortController()];
    const waiting = [first, second].map((controller) => cached.tally(asking("a.csv"), controller.signal));
    const outcomes = Promise.allSettled(waiting);
    while (signals.length === 0) await new Promise((resolve) => setTimeout(resolve, 1));
    first.abort(new Error("left"));
    await expect(waiting[0]).rejects.toThrow("left");
    expect(signals.map((signal) => signal.aborted)).toEqual([false]);
    second.abort(new Error("left too"));
    await outcomes;
    expect(signals.map((signal) => signal.aborted)).toEqual([true]);

    const third = cached.tally(asking("a.csv"));
    while (signals.length === 1) await new Promise((resolve) => setTimeout(resolve, 1));
    finish();
    expect(await third).toEqual({ value: undefined, problems: [] });
  });
});

test("tallies that are equal have equal keys, and others others", async () => {
  const folder = createFolder({ "a.csv": csv, "sub/a.csv": csv, "other/a.csv": csv.replace(",1", ",2") });
  const key = async (base: string) => {
    const at = path.join(folder, base);
    return (await createDuckDbStore({ base: at, allowed: [at] }).tally(asking("a.csv"))).value?.key;
  };
  expect(await key("sub")).toBe(await key("."));
  expect(await key("other")).not.toBe(await key("."));
});
