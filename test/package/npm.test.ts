/** What `npm install encore-rubrics` gives: the command line and the language server, from the same tree as the .vsix. */
import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import manifest from "../../package.json" with { type: "json" };

const root = path.join(import.meta.dirname, "../..");
const folder = mkdtempSync(path.join(tmpdir(), "encore-npm-"));
const installed = path.join(folder, "node_modules", manifest.name);
const encore = path.join(folder, "node_modules/.bin/encore");

beforeAll(() => {
  const tarball = path.join(root, `${manifest.name}-${manifest.version}.tgz`);
  const words = ["install", "--prefix", folder, "--prefer-offline", "--no-audit", "--no-fund", tarball];
  execFileSync("npm", words, { cwd: folder, stdio: ["ignore", "ignore", "pipe"] });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("the npm package", () => {
  test("has the version of the extension", () => {
    expect(execFileSync(encore, ["--version"], { encoding: "utf8" }).trim()).toBe(manifest.version);
  });

  test("checks the sample rubrics, rating files and all", () => {
    const sample = path.join(installed, "media/sample");
    const rubrics = readdirSync(sample).filter((name) => name.endsWith(".rubric.yaml"));
    expect(rubrics.length).toBeGreaterThanOrEqual(2);
    for (const rubric of rubrics) {
      const { stdout, stderr } = spawnSync(encore, ["check", "--format", "json", rubric], {
        cwd: sample,
        encoding: "utf8",
      });
      expect(stderr).toBe("");
      const checks = JSON.stringify(JSON.parse(stdout));
      expect(checks).toContain('"check":');
      expect(checks).not.toContain("rating-source");
    }
  });

  test("installs nothing but DuckDB beside itself", () => {
    const names = readdirSync(path.join(folder, "node_modules")).filter((name) => !name.startsWith("."));
    expect(names).toEqual(["@duckdb", "detect-libc", manifest.name]);
  });

  test("explains a check offline", () => {
    expect(execFileSync(encore, ["explain", "high-entropy"], { encoding: "utf8" })).toContain("What it does");
  });
});
