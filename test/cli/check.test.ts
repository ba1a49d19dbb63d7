import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeEach, describe, expect, test } from "vitest";
import { encore } from "./run.ts";

const folder = mkdtempSync(path.join(tmpdir(), "encore-check-"));
afterAll(() => rmSync(folder, { recursive: true }));
beforeEach(() => {
  for (const name of readdirSync(folder)) rmSync(path.join(folder, name), { recursive: true });
});

function file(name: string, text: string): string {
  const at = path.join(folder, name);
  mkdirSync(path.dirname(at), { recursive: true });
  writeFileSync(at, text);
  return at;
}

const noisy = "scale: [1, 2]\nrules:\n  - id: a\n    ratings: {1: 50, 2: 50}\n";
/** An ignore comment that silences nothing: its removal can change no weight. */
const fixable = "scale: [1, 2]\nrules:\n  # encore-ignore disputed: none\n  - id: a\n    ratings: {1: 80, 2: 20}\n";
const run = (words: string[], input = "") => encore(["check", ...words], {}, { cwd: folder, input });
const json = (words: string[]) => JSON.parse(run([...words, "--format", "json"]).out);
const files = (words: string[]) => json(words).map((one: { file: string }) => one.file.split(path.sep).join("/"));

describe("paths", () => {
  beforeEach(() => {
    file("a.rubric.yaml", noisy);
    file("sub/b.rubric.json", JSON.stringify({ rules: [] }));
    file("sub/deep/c.rubric.yml", noisy);
    file("node_modules/x/d.rubric.yaml", noisy);
    file("other.yaml", "a: 1\n");
  });

  test("without one, the rubrics in the present folder and below are found", () => {
    expect(files([])).toEqual(["a.rubric.yaml", "sub/b.rubric.json", "sub/deep/c.rubric.yml"]);
  });

  test("folders and patterns find theirs, each once", () => {
    expect(files(["sub", "**/*.yml", "other.yaml"])).toEqual([
      "sub/b.rubric.json",
      "sub/deep/c.rubric.yml",
      "other.yaml",
    ]);
  });

  test("no rubric is exit 2", () => {
    rmSync(path.join(folder, "sub"), { recursive: true });
    const { status, err } = run(["nowhere/*.yaml"]);
    expect({ status, err }).toMatchObject({ status: 2, err: expect.stringContaining("There is no rubric") });
  });

  test("an unreadable one does not keep the others from being checked, and is exit 2", () => {
    const { status, out, err } = run(["gone.rubric.yaml", "a.rubric.yaml"]);
    expect(status).toBe(2);
    expect(err).toContain("gone.rubric.yaml cannot be checked: there is no such file.");
    expect(out).toContain("[high-entropy]");
  });

  test("standard input has a name, which says where its files and config are", () => {
    file("encore.config.yaml", "checks: {high-entropy: error}\n");
    const { status, out } = run(["-", "--stdin-filename", "sub/in.rubric.yaml"], noisy);
    expect(status).toBe(1);
    expect(out).toMatch(/^sub\/in\.rubric\.yaml:2:1: error:/);
  });
});

describe("what fails", () => {
  test("--max-warnings lets so many warnings pass, and no error", () => {
    file("a.rubric.yaml", noisy);
    expect(run(["--max-warnings", "1"]).status).toBe(0);
    expect(run(["--max-warnings", "0"]).status).toBe(1);
    file("a.rubric.yaml", `${noisy}colour: red\n`);
    expect(run(["--max-warnings", "5"]).status).toBe(1);
  });

  test("--select and --ignore choose checks, and know typos", () => {
    file("a.rubric.yaml", noisy);
    expect(run(["--ignore", "high-entropy"]).status).toBe(0);
    expect(run(["--select", "disputed,reversed"]).status).toBe(0);
    const { status, err } = run(["--select", "high-entopy"]);
    expect(status).toBe(2);
    expect(err).toContain("Did you mean high-entropy?");
  });

  test("--quiet prints only findings that fail", () => {
    file("a.rubric.yaml", noisy);
    expect(run(["--quiet", "--fail-on", "error"])).toMatchObject({ status: 0, out: "" });
    expect(run(["--quiet"]).out).not.toContain("(1 rule)");
  });
});

describe("--fix", () => {
  test("applies what the editor applies on save, and keeps a link", () => {
    const real = file("real.yaml", fixable);
    symlinkSync(real, path.join(folder, "a.rubric.yaml"));
    expect(run(["--fix", "a.rubric.yaml"]).status).toBe(0);
    expect(readFileSync(real, "utf8")).not.toContain("encore-ignore");
    expect(readdirSync(folder).filter((name) => name.endsWith(".tmp"))).toEqual([]);
  });

  test("a dry run prints a diff and writes nothing", () => {
    file("a.rubric.yaml", fixable);
    const { status, out } = run(["--fix-dry-run"]);
    expect(status).toBe(0);
    expect(out).toContain("--- a.rubric.yaml\n+++ a.rubric.yaml\n@@ ");
    expect(out).toContain("\n-  # encore-ignore disputed: none\n");
    expect(readFileSync(path.join(folder, "a.rubric.yaml"), "utf8")).toBe(fixable);
  });

  test("of standard input, the fixed rubric is on standard output", () => {
    const { out, err } = run(["--fix", "-"], fixable);
    expect(out).toBe(fixable.replace("  # encore-ignore disputed: none\n", ""));
    expect(err).toContain("no findings");
  });
});

test("with a baseline only new findings fail, also where lines have moved", () => {
  const at = file("a.rubric.yaml", noisy);
  expect(run(["--write-baseline", "base.json"]).status).toBe(0);
  expect(run(["--baseline", "base.json"]).status).toBe(0);
  writeFileSync(at, `# moved\n${noisy}  - id: b\n    ratings: {1: 80, 2: 0}\n`);
  const { status, out } = run(["--baseline", "base.json"]);
  expect(status).toBe(1);
  expect(out).toContain("`b`");
  expect(out).not.toContain("`a`");
  expect(run(["--baseline", "none.json"])).toMatchObject({
    status: 2,
    err: expect.stringContaining("--write-baseline"),
  });
});

describe("encore.config.yaml", () => {
  test("is found upwards; severities, limits and ignored paths count", () => {
    file("encore.config.yaml", "limit: 1\nignore: [drafts]\n");
    file("sub/a.rubric.yaml", noisy);
    file("drafts/b.rubric.yaml", noisy);
    expect(files([])).toEqual(["sub/a.rubric.yaml"]);
    expect(run([]).status).toBe(0);
    expect(run(["drafts/b.rubric.yaml", "--select", "high-entropy"]).out).toContain("no findings");
    file("encore.config.yaml", "checks:\n  high-entropy: off\n");
    expect(run(["sub"]).status).toBe(0);
  });

  test("a rubric's own options win", () => {
    file("encore.config.yaml", "temperature: 5\n");
    file("a.rubric.yaml", noisy);
    const temperature = () =>
      JSON.parse(encore(["analyze", "a.rubric.yaml", "--format", "json"], {}, { cwd: folder }).out).temperature;
    expect(temperature()).toBe(5);
    file("a.rubric.yaml", `encore: {temperature: 3}\n${noisy}`);
    expect(temperature()).toBe(3);
  });

  test.each([
    ["chekcs: {}\n", "encore.config.yaml:1: unknown key `chekcs`. Did you mean `checks`?"],
    [
      "limit: 1\nchecks:\n  high-entopy: off\n",
      "encore.config.yaml:3: unknown check `high-entopy`. Did you mean `high-entropy`?",
    ],
    ["allowedFolders: [/etc]\n", "Folders to read are named by --allow"],
    ["temperature: -1\n", "encore.config.yaml:1: `temperature`"],
  ])("%j is reported", (text, message) => {
    file("encore.config.yaml", text);
    file("a.rubric.yaml", noisy);
    const { status, err } = run([]);
    expect(status).toBe(2);
    expect(err).toContain(message);
  });
});

test("a file outside names --allow, not a setting of an editor", () => {
  file("in/a.rubric.yaml", "scale: [1, 2]\nratings: ../../outside.csv\nrules:\n  - id: a\n");
  const { out } = encore(["check", "a.rubric.yaml"], {}, { cwd: path.join(folder, "in") });
  expect(out).toContain("`--allow`");
  expect(out).not.toContain("encore.allowedFolders");
});

test("--color says when there are colours", () => {
  file("a.rubric.yaml", noisy);
  expect(run(["--color", "always"]).out).toContain("\u001b[");
  expect(run(["--color", "never"]).out).not.toContain("\u001b[");
});

test("analyze prints what could be analysed, and exits with 2 where something could not", () => {
  file(
    "a.rubric.yaml",
    "scale: [1, 2]\nratings: [{file: gone.csv}]\nrules:\n  - id: a\n    ratings: {1: 8, 2: 2}\n  - id: b\n",
  );
  const { status, out, err } = encore(["analyze", "a.rubric.yaml", "--format", "json"], {}, { cwd: folder });
  expect(status).toBe(2);
  expect(JSON.parse(out).rules[0].n).toBe(10);
  expect(err).toContain("a.rubric.yaml:2:");
  expect(err).toContain("gone.csv");
  file("b.rubric.yaml", "scale: [1, 2]\nrules: [{id: a}]\n");
  expect(encore(["analyze", "b.rubric.yaml"], {}, { cwd: folder })).toMatchObject({
    status: 2,
    err: expect.stringContaining("no rule has ratings"),
  });
});

test("--watch checks again when a rating file changes", { timeout: 60_000 }, async () => {
  file("r.csv", `item,rule,rating\n${Array.from({ length: 60 }, (_, k) => `${k},a,${1 + (k % 2)}`).join("\n")}\n`);
  file("a.rubric.yaml", "scale: [1, 2]\nratings: [{file: r.csv}]\nrules:\n  - id: a\n");
  const child = spawn(process.execPath, ["--no-warnings", path.resolve("server/src/cli/main.ts"), "check", "--watch"], {
    cwd: folder,
  });
  let out = "";
  let err = "";
  child.stdout.on("data", (data) => (out += data));
  child.stderr.on("data", (data) => (err += data));
  const until = async (isThere: () => boolean) => {
    while (!isThere()) await new Promise((resolve) => setTimeout(resolve, 50));
  };
  try {
    await until(() => err.includes("Watching"));
    expect(out).toContain("[high-entropy]");
    out = "";
    file(
      "r.csv",
      `item,rule,rating\n${Array.from({ length: 60 }, (_, k) => `${k},a,${k % 5 === 0 ? 1 : 2}`).join("\n")}\n`,
    );
    await until(() => out.includes("rule)"));
    expect(out).not.toContain("[high-entropy]");
  } finally {
    child.kill();
  }
});
