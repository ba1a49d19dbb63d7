/** Nothing outside the allowed folders is looked at, listed or told apart. */
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { nodeFiles } from "../../server/src/edge/node-files.ts";
import { realPathInside } from "../../server/src/ratings/allowed.ts";
import { findFiles } from "../../server/src/ratings/files.ts";

let root: string;
let inside: string;

beforeAll(() => {
  root = realpathSync(mkdtempSync(path.join(tmpdir(), "encore-")));
  inside = path.join(root, "workspace");
  mkdirSync(path.join(inside, "sub"), { recursive: true });
  mkdirSync(path.join(root, "outside"));
  writeFileSync(path.join(inside, "r.csv"), "item,rule,rating\nx,a,1\n");
  writeFileSync(path.join(root, "outside", "secret.csv"), "item,rule,rating\nx,a,1\n");
  symlinkSync(path.join(root, "outside"), path.join(inside, "folder-link"));
  symlinkSync("../outside/secret.csv", path.join(inside, "there"));
  symlinkSync("../outside/nothing.csv", path.join(inside, "not-there"));
  symlinkSync("../r.csv", path.join(inside, "sub", "fine"));
  symlinkSync("..", path.join(inside, "up"));
  symlinkSync("circle", path.join(inside, "circle"));
  symlinkSync(inside, path.join(root, "alias"));
});

afterAll(() => rmSync(root, { recursive: true, force: true }));

const real = (file: string) => realPathInside(path.resolve(inside, file), [inside]);

test("follows links that stay inside, and enters by either name of an allowed folder", async () => {
  const file = path.join(inside, "r.csv");
  expect(await real("r.csv")).toBe(file);
  expect(await real("sub/fine")).toBe(file);
  expect(await real("sub/../r.csv")).toBe(file);
  expect(await real("up/workspace/r.csv")).toBe(file);
  expect(await realPathInside(path.join(root, "alias", "r.csv"), [path.join(root, "alias")])).toBe(file);
  expect(await realPathInside(file, [path.join(root, "alias")])).toBe(file);
});

test.each([
  "../outside/secret.csv",
  "../outside/nothing.csv",
  "there",
  "not-there",
  "up",
  "folder-link/secret.csv",
  "folder-link/no.csv",
])("%s is outside, whether there is a file or not", async (file) => {
  expect(await real(file)).toBe("outside");
});

test("throws what the file system throws inside", async () => {
  await expect(real("missing.csv")).rejects.toMatchObject({ code: "ENOENT" });
  await expect(real("circle")).rejects.toMatchObject({ code: "ELOOP" });
});

test("a rating source outside gives one answer for a file that is there and one that is not", async () => {
  const folders = { base: inside, allowed: [inside] };
  const answers = await Promise.all(
    [
      ["../outside/secret.csv", "../outside/nothing.csv"],
      ["there", "not-there"],
      ["folder-link/secret.csv", "folder-link/secrets.csv"],
      ["folder-link/*.csv", "folder-link/*.parquet"],
      ["../outside/[s]ecret.csv", "../outside/[n]othing.csv"],
    ].map((names) => Promise.all(names.map(async (name) => [name, await findFiles(name, folders)] as const))),
  );
  for (const pair of answers) {
    const [here, gone] = pair.map(([name, answer]) => JSON.stringify(answer).replaceAll(name, "NAME"));
    expect(here).toBe(gone);
    expect(here).toContain('"outside"');
    expect(here).not.toContain("secret");
  }
});

test("completion lists no folder outside, and links ask for no file there", async () => {
  const uri = `file://${inside}/a.rubric.yaml`;
  const place = { uri, folders: [`file://${inside}`], allowedFolders: [], memoryLimit: 100 };
  expect(await nodeFiles.list(place, "../outside")).toEqual([]);
  expect(await nodeFiles.list(place, "folder-link")).toEqual([]);
  expect(await nodeFiles.list(place, ".")).toContain("r.csv");
  const existing = await nodeFiles.existing(place, ["r.csv", "there", "../outside/secret.csv", "no.csv"]);
  expect([...existing]).toEqual(["r.csv"]);
});

test("a URI of another machine is no file", () => {
  expect(nodeFiles.pathOf("file://host/share/a.csv")).toBeUndefined();
  expect(nodeFiles.pathOf("untitled:Untitled-1")).toBeUndefined();
  expect(nodeFiles.pathOf("not a uri")).toBeUndefined();
});
