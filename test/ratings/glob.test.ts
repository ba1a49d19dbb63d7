import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { filesBelow, matches, splitPattern } from "../../server/src/ratings/glob.ts";
import { createFolder } from "./folder.ts";

describe("a pattern", () => {
  test.each([
    ["*.csv", "a.csv", true],
    ["*.csv", "a/b.csv", false],
    ["*.csv", "a.csv.gz", false],
    ["**/*.csv", "b.csv", true],
    ["**/*.csv", "a/b/c.csv", true],
    ["a/**", "a/b/c", true],
    ["a?c", "abc", true],
    ["a?c", "ac", false],
    ["[a-c]x", "bx", true],
    ["[!a-c]x", "bx", false],
    ["{a,b}.{csv,tsv}", "b.tsv", true],
    ["{a,b}.{csv,tsv}", "c.tsv", false],
    ["{a,{b,c}}", "c", true],
    ["{a/x,b}.csv", "a/x.csv", true],
    ["a.c*", "abcd", false],
    ["(a|b)+", "(a|b)+", true],
  ])("%s and %s: %s", (pattern, file, fits) => expect(matches(pattern, file)).toBe(fits));

  test("matches as a regular expression would", () => {
    const text = fc.string({ unit: fc.constantFrom("a", "b", "*"), maxLength: 8 });
    fc.assert(
      fc.property(text, text, (pattern, name) => {
        if (pattern === "**" || name === "") return;
        expect(matches(pattern, name)).toBe(new RegExp(`^${pattern.replaceAll("*", ".*")}$`).test(name));
      }),
    );
  });

  test("starts from the folder before its first wildcard", () => {
    expect(splitPattern("a/b/*.csv")).toEqual({ folder: "a/b", below: "*.csv" });
    expect(splitPattern("**/x.csv")).toEqual({ folder: ".", below: "**/x.csv" });
    expect(splitPattern("/data/r-?.csv")).toEqual({ folder: "/data", below: "r-?.csv" });
  });

  test("finds files, but none that are hidden or installed", async () => {
    const folder = createFolder({
      "a.csv": "",
      "b/c.csv": "",
      "b/.h/d.csv": "",
      "node_modules/e.csv": "",
      "b/f.tsv": "",
    });
    const found: string[] = [];
    for await (const file of filesBelow(folder, "**/*.csv")) found.push(file);
    expect(found.sort()).toEqual(["a.csv", "b/c.csv"]);
  });
});
