/** Which files may be read, and what is told of those that may not or cannot. */
import { chmodSync, mkdirSync, symlinkSync } from "node:fs";
import path from "node:path";
import process from "node:process";
import { describe, expect, test } from "vitest";
import { findFiles, standsFor } from "../../server/src/ratings/files.ts";
import { createFolder } from "./folder.ts";

async function find(name: string, base: string, allowed: readonly string[] = [base]) {
  const found = await findFiles(name, { base, allowed });
  return "problem" in found ? found.problem : found.value.map((file) => file.name);
}

describe("files inside", () => {
  test("are found by relative and absolute names and by patterns", async () => {
    const folder = createFolder({ "b.csv": "x", "a.csv": "x", "sub/c.csv": "x", "[1].csv": "x" });
    expect(await find("a.csv", folder)).toEqual(["a.csv"]);
    expect(await find("./sub/../a.csv", folder)).toEqual(["./sub/../a.csv"]);
    expect(await find(path.join(folder, "a.csv"), folder)).toEqual([path.join(folder, "a.csv")]);
    expect(await find("../a.csv", path.join(folder, "sub"), [folder])).toEqual(["../a.csv"]);
    expect(await find("**/[a-c].csv", folder)).toEqual(["a.csv", "b.csv", "sub/c.csv"]);
    expect(await find("[1].csv", folder)).toEqual(["[1].csv"]);
  });

  test("may be links to files inside, in a workspace that is a link itself", async () => {
    const folder = createFolder({ "real/a.csv": "x" });
    symlinkSync(path.join(folder, "real"), path.join(folder, "link"));
    symlinkSync(path.join(folder, "real/a.csv"), path.join(folder, "real/b.csv"));
    expect(await find("b.csv", path.join(folder, "link"))).toEqual(["b.csv"]);
  });
});

describe("files outside", () => {
  const secret = () => createFolder({ "secret.csv": "item,rule,rating\n" });

  test.each(["../../etc/passwd", "/etc/passwd", "../*.csv", "/etc/*", "*/../../*.csv", "/**/*.csv"])(
    "%s is refused",
    async (name) => {
      expect(await find(name, createFolder({ "a/b.csv": "x" }))).toMatchObject({ code: "outside", field: "file" });
    },
  );

  test("whether there or not, they are refused alike", async () => {
    const outside = secret();
    const folder = createFolder();
    const told = async (name: string) => {
      const problem = await find(path.join(outside, name), folder);
      return JSON.stringify(problem).replaceAll(name, "");
    };
    expect(await told("secret.csv")).toBe(await told("nothing.csv"));
  });

  test("links to them are refused, by name and by pattern", async () => {
    const outside = secret();
    const folder = createFolder();
    symlinkSync(path.join(outside, "secret.csv"), path.join(folder, "link.csv"));
    symlinkSync(outside, path.join(folder, "linked"));
    expect(await find("link.csv", folder)).toMatchObject({ code: "outside" });
    expect(await find("*.csv", folder)).toMatchObject({ code: "outside" });
    expect(await find("linked/secret.csv", folder)).toMatchObject({ code: "outside" });
    expect(await find("linked/*.csv", folder)).toMatchObject({ code: "outside" });
  });

  test("a folder whose name only begins alike is outside", async () => {
    const folder = createFolder({ "work-secret/a.csv": "x" });
    mkdirSync(path.join(folder, "work"));
    expect(await find("../work-secret/a.csv", path.join(folder, "work"))).toMatchObject({ code: "outside" });
  });

  test("are read where the user allows their folder", async () => {
    const outside = secret();
    const folder = createFolder();
    expect(await find(path.join(outside, "secret.csv"), folder, [folder, outside])).toEqual([
      path.join(outside, "secret.csv"),
    ]);
  });
});

describe("files that cannot be read", () => {
  test("a missing one: near names are offered", async () => {
    const folder = createFolder({ "ratings/humans.csv": "x" });
    expect(await find("ratings/human.csv", folder)).toEqual({
      code: "missing",
      field: "file",
      message: "There is no file `ratings/human.csv`. Did you mean `ratings/humans.csv`?",
      replacements: ["ratings/humans.csv"],
    });
    expect(await find("rating/humans.csv", folder)).toMatchObject({
      code: "missing",
      message: expect.stringContaining("no folder `rating`"),
    });
    expect(await find("*.tsv", folder)).toMatchObject({
      code: "missing",
      message: expect.stringContaining("No file matches"),
    });
    expect(await find("", folder)).toMatchObject({ code: "missing" });
    expect(await find("a\0b.csv", folder)).toMatchObject({ code: "missing" });
  });

  test("a folder, an empty file, a link in a circle", async () => {
    const folder = createFolder({ "sub/a.csv": "x", "empty.csv": "" });
    symlinkSync("loop.csv", path.join(folder, "loop.csv"));
    expect(await find("sub", folder)).toMatchObject({
      code: "directory",
      message: expect.stringContaining("`sub/*.csv`"),
    });
    expect(await find("empty.csv", folder)).toMatchObject({ code: "empty" });
    expect(await find("loop.csv", folder)).toMatchObject({ code: "unreadable" });
  });

  test.skipIf(process.getuid?.() === 0)("one without permission", async () => {
    const folder = createFolder({ "closed.csv": "x" });
    chmodSync(path.join(folder, "closed.csv"), 0);
    expect(await find("closed.csv", folder)).toMatchObject({ code: "unreadable" });
  });
});

test("a changed file concerns the names that stand for it", () => {
  const base = path.resolve("/project/rubrics");
  const at = (name: string) => path.resolve(base, name);
  expect(standsFor("ratings.csv", base, at("ratings.csv"))).toBe(true);
  expect(standsFor("../data/*.csv", base, at("../data/new.csv"))).toBe(true);
  expect(standsFor("**/*.csv", base, at("a/b.csv"))).toBe(true);
  expect(standsFor("ratings.csv", base, at("other.csv"))).toBe(false);
  expect(standsFor("*.csv", base, at("a/b.csv"))).toBe(false);
  expect(standsFor("**/*.csv", base, at("../b.csv"))).toBe(false);
});
