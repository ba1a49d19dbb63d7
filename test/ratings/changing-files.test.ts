/** Files that change, vanish or turn into something else while they are read. */
import { execFileSync } from "node:child_process";
import { mkdirSync, renameSync, rmSync, symlinkSync, truncateSync, writeFileSync } from "node:fs";
import { open } from "node:fs/promises";
import path from "node:path";
import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { createDuckDbStore } from "../../server/src/ratings/duckdb.ts";
import { checkGzip } from "../../server/src/ratings/file-start.ts";
import { findFiles } from "../../server/src/ratings/files.ts";
import { FileChanged, openFile } from "../../server/src/ratings/open-file.ts";
import { asking, createFolder } from "./folder.ts";

const head = "item,rule,rating\n";

async function find(folder: string, name: string) {
  const found = await findFiles(name, { base: folder, allowed: [folder] });
  const file = "value" in found ? found.value[0] : undefined;
  if (!file) throw new Error(`no ${name}`);
  return file;
}

describe.each([
  ["by descriptor", true],
  ["by name", false],
])("a file that is open %s", (_, usesDescriptor) => {
  const isHere = usesDescriptor ? process.platform === "linux" : process.platform !== "win32";

  test.runIf(isHere)("is not what its name has become a link to", async () => {
    const folder = createFolder({ "in/a.csv": `${head}i,r,1\n`, "out/secret.csv": `${head}secret,r,1\n` });
    const file = await find(path.join(folder, "in"), "a.csv");
    rmSync(file.path);
    symlinkSync(path.join(folder, "out/secret.csv"), file.path);
    await expect(openFile(file, undefined, usesDescriptor)).rejects.toThrow(FileChanged);
  });

  test.runIf(isHere)("is not in a folder that has become a link", async () => {
    const folder = createFolder({ "in/sub/a.csv": head, "out/a.csv": head });
    const file = await find(path.join(folder, "in"), "sub/a.csv");
    rmSync(path.join(folder, "in/sub"), { recursive: true });
    symlinkSync(path.join(folder, "out"), path.join(folder, "in/sub"));
    await expect(openFile(file, undefined, usesDescriptor)).rejects.toThrow(FileChanged);
  });

  test.runIf(isHere)("says when it was replaced or written to", async () => {
    const folder = createFolder({ "a.csv": head, "b.csv": head });
    const opened = await openFile(await find(folder, "a.csv"), undefined, usesDescriptor);
    expect(await opened.hasChanged()).toBe(false);
    if (usesDescriptor) writeFileSync(path.join(folder, "a.csv"), `${head}i,r,1\n`);
    else renameSync(path.join(folder, "b.csv"), path.join(folder, "a.csv"));
    expect(await opened.hasChanged()).toBe(true);
    await opened.close();
  });

  test.runIf(isHere)("does not wait for a FIFO in its place", async () => {
    const folder = createFolder({ "a.csv": head });
    const file = await find(folder, "a.csv");
    rmSync(file.path);
    execFileSync("mkfifo", [file.path]);
    await expect(openFile(file, undefined, usesDescriptor)).rejects.toThrow(FileChanged);
  });
});

test.runIf(process.platform !== "win32")("swaps for a link never give what is outside", async () => {
  const folder = createFolder({ "in/a.csv": `${head}i,r,1\n`, "out/secret.csv": `${head}secret,r,1\n` });
  const base = path.join(folder, "in");
  const store = createDuckDbStore({ base, allowed: [base] });
  let isOver = false;
  const swap = (async () => {
    for (let at = 0; !isOver; at++) {
      const next = path.join(base, "next");
      if (at % 2 === 0) symlinkSync(path.join(folder, "out/secret.csv"), next);
      else writeFileSync(next, `${head}i,r,1\n`);
      renameSync(next, path.join(base, "a.csv"));
      await new Promise((resolve) => setTimeout(resolve, at % 3));
    }
  })();
  for (let at = 0; at < 60; at++) {
    const { value, problems } = await store.tally(asking("a.csv"));
    expect(value?.items ?? ["i"]).toEqual(["i"]);
    for (const { code } of problems) expect(["outside", "unreadable"]).toContain(code);
  }
  isOver = true;
  await swap;
});

test("a file cut while it is appended to is read when it is whole", async () => {
  const folder = createFolder({ "a.csv": head });
  const handle = await open(path.join(folder, "a.csv"), "a");
  const store = createDuckDbStore({ base: folder, allowed: [folder] });
  let isOver = false;
  const append = (async () => {
    for (let at = 0; !isOver; at++) {
      await handle.write(`i${at},r`);
      await new Promise((resolve) => setTimeout(resolve, 1));
      await handle.write(",1\n");
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  })();
  for (let at = 0; at < 10; at++) {
    const { problems } = await store.tally(asking("a.csv"));
    for (const { code } of problems) expect(["empty", "unreadable", "torn"]).toContain(code);
  }
  isOver = true;
  await append;
  await handle.close();
  expect((await store.tally(asking("a.csv"))).problems).toEqual([]);
});

describe("no regular file", () => {
  test.runIf(process.platform !== "win32")("is refused with its reason", async () => {
    const folder = createFolder();
    execFileSync("mkfifo", [path.join(folder, "fifo.csv")]);
    symlinkSync("/dev/zero", path.join(folder, "zero.csv"));
    mkdirSync(path.join(folder, "folder.csv"));
    const store = createDuckDbStore({ base: folder, allowed: [folder, "/dev"] });
    const code = async (name: string) => (await store.tally(asking(name))).problems.map((problem) => problem.code);
    expect(await code("fifo.csv")).toEqual(["kind"]);
    expect(await code("zero.csv")).toEqual(["kind"]);
    expect(await code("folder.csv")).toEqual(["directory"]);
  });

  test.runIf(process.platform === "linux")(
    "10 GB of nothing after the first rows is reported in bounded memory",
    async () => {
      const folder = createFolder({
        "a.csv": `${head}i,r,1\n`,
        "b.csv": "",
        "c.parquet": "PAR1",
        "d.jsonl": '{"item":"i"}\n',
      });
      for (const name of ["a.csv", "b.csv", "c.parquet", "d.jsonl"])
        truncateSync(path.join(folder, name), 10 * 2 ** 30);
      const store = createDuckDbStore({ base: folder, allowed: [folder] });
      const before = process.memoryUsage.rss();
      for (const name of ["a.csv", "b.csv", "c.parquet", "d.jsonl"]) {
        const { value, problems } = await store.tally(asking(name));
        expect(value).toBeUndefined();
        expect(problems).toMatchObject([{ code: expect.stringMatching(/torn|kind/) }]);
      }
      expect(process.memoryUsage.rss() - before).toBeLessThan(1.5 * 2 ** 30);
    },
  );
});

test("the check of gzip data ends when it is abandoned", async () => {
  const folder = createFolder({ "a.csv.gz": gzipSync(Buffer.alloc(300_000_000, "x,")) });
  const controller = new AbortController();
  const checking = checkGzip({ name: "a.csv.gz", path: path.join(folder, "a.csv.gz"), signal: controller.signal });
  setTimeout(() => controller.abort(new Error("enough")), 5);
  await expect(checking).rejects.toThrow("enough");
});
