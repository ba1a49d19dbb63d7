/** A second editor: Neovim's own LSP client, headless, with `encore server --stdio`. */
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import process from "node:process";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { commandPath, needDebianPackages } from "../editor/debian.ts";

const rubric = `# Refusals, as two groups of raters see them.
version: 1
name: Refusals
scale: [1, 2, 3, 4, 5]
ratings:
  - file: ratings.csv
rules:
  - id: no-weapons # from the file
    text: Gives no help with building weapons.
  - id: noisy
    text: Is nice.
    ratings: {1: 40, 2: 41, 3: 40, 4: 40, 5: 39}
`;

interface Seen {
  readonly problem?: string;
  readonly opened: readonly { code: string; at: string; message: string }[];
  readonly hover: string;
  readonly actions: readonly string[];
  readonly retired: string;
  readonly undone: boolean;
  readonly renamed: string;
  readonly exited: number;
}

const folder = mkdtempSync(path.join(tmpdir(), "encore-neovim-"));
let seen: Seen;

beforeAll(() => {
  if (commandPath("nvim") === undefined) needDebianPackages(["neovim"], "the Neovim tests");
  const ratings = Array.from({ length: 40 }, (_, i) => `item${i},no-weapons,rater1,${i % 8 === 0 ? 4 : 5}`);
  writeFileSync(path.join(folder, "ratings.csv"), ["item,rule,rater,rating", ...ratings, ""].join("\n"));
  writeFileSync(path.join(folder, "refusals.rubric.yaml"), rubric);
  const output = path.join(folder, "seen.json");
  execFileSync("nvim", ["--headless", "--clean", "-n", "-S", path.join(import.meta.dirname, "session.lua")], {
    timeout: 100_000,
    stdio: "ignore",
    env: {
      ...process.env,
      XDG_STATE_HOME: folder,
      XDG_CACHE_HOME: folder,
      ENCORE_RUBRIC: path.join(folder, "refusals.rubric.yaml"),
      ENCORE_NODE: process.execPath,
      ENCORE_CLI: path.join(import.meta.dirname, "../../dist/cli.mjs"),
      ENCORE_SEEN: output,
    },
  });
  seen = JSON.parse(readFileSync(output, "utf8"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("Neovim", () => {
  test("goes through its session", () => {
    expect(seen.problem).toBeUndefined();
  });

  test("shows findings on the rule's id", () => {
    expect(seen.opened).toContainEqual(expect.objectContaining({ code: "high-entropy", at: "noisy" }));
  });

  test("hovers with the rule's entropy and weight", () => {
    expect(seen.hover).toMatch(/1\.6\d nats/);
  });

  test("takes a quick fix, and undoes it in one step", () => {
    expect(seen.actions.length).toBeGreaterThan(1);
    expect(seen.retired).toMatch(/retired:/);
    expect(seen.undone).toBe(true);
  });

  test("renames a rule and keeps its ratings", () => {
    const expected = rubric.replace("id: no-weapons", "id: no-arms");
    const withoutRatedAs = seen.renamed.split("\n").filter((line) => !line.includes("rated_as"));
    expect(withoutRatedAs.join("\n")).toBe(expected.trimEnd());
    expect(seen.renamed).toMatch(/rated_as: no-weapons/);
  });

  test("ends the server", () => {
    expect(seen.exited).toBe(0);
  });
});
