/** What users read agrees with what is there: commands, settings, links, pictures. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import packageJson from "../../package.json" with { type: "json" };

const readme = readFileSync("README.md", "utf8");
const { commands, configuration, languages, walkthroughs } = packageJson.contributes;

const pages = [
  "README.md",
  "CHANGELOG.md",
  "CONTRIBUTING.md",
  "SECURITY.md",
  "media/sample/README.md",
  "media/sample/SOURCE.md",
  ...readdirSync("docs", { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".md"))
    .map((file) => path.join("docs", file)),
];

/** Each row's first cell of the table under this header. */
function firstCells(header: string): string[] {
  const [, after = ""] = readme.split(`| ${header} |`);
  const [table = ""] = after.split("\n\n");
  return table
    .split("\n")
    .slice(2)
    .map((row) => row.split(" | ")[0]?.replace(/^\| |`/g, "") ?? "");
}

test("the README lists every command", () => {
  const titles = commands.map(({ category, title }) => `${category}: ${title}`);
  const listed = firstCells("command").flatMap((cell) => cell.split(", "));
  expect(listed.sort()).toEqual(titles.sort());
});

test("the README lists every setting", () => {
  const listed = firstCells("setting").flatMap((cell) => cell.split(", "));
  expect(listed.sort()).toEqual(Object.keys(configuration.properties).sort());
});

describe.each(pages)("%s", (page) => {
  const text = readFileSync(page, "utf8");

  test("links to what is there", () => {
    const targets = Array.from(text.matchAll(/\]\(([^)#\s]+)(?:#[^)]*)?\)/g), ([, target = ""]) => target);
    const own = targets.filter((target) => !/^[a-z]+:/.test(target));
    expect(own.filter((target) => !existsSync(path.join(path.dirname(page), target)))).toEqual([]);
  });

  test("says what each picture shows", () => {
    expect(text).not.toMatch(/!\[\s*\]/);
  });
});

test("the package has the pictures that it names", () => {
  const steps = walkthroughs.flatMap((walkthrough) => walkthrough.steps);
  expect(steps).toHaveLength(4);
  const icons = languages.flatMap(({ icon }) => Object.values(icon));
  const named = [packageJson.icon, ...icons, ...steps.map(({ media }) => media.image)];
  expect(named.filter((file) => !existsSync(file))).toEqual([]);
});

test("the walkthrough speaks of commands that are there", () => {
  const known = commands.map(({ command }) => command);
  const texts = walkthroughs.flatMap(({ steps }) => steps.map(({ description }) => description));
  const linked = texts.flatMap((text) =>
    Array.from(text.matchAll(/\(command:([^)]+)\)/g), ([, command = ""]) => command),
  );
  expect(linked.length).toBeGreaterThan(0);
  expect(linked.filter((command) => !known.includes(command))).toEqual([]);
});
