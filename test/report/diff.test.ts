import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import { unifiedDiff } from "../../server/src/report/diff.ts";

test("shows what changed with three lines around it", () => {
  const before = "1\n2\n3\n4\n5\n6\n7\n8\n9\n";
  expect(unifiedDiff("a", before, before.replace("5", "five\n5.5"))).toBe(
    "--- a\n+++ a\n@@ -2,7 +2,8 @@\n 2\n 3\n 4\n-5\n+five\n+5.5\n 6\n 7\n 8",
  );
  expect(unifiedDiff("a", before, before)).toBe("");
});

test("git applies it to any text", () => {
  const folder = mkdtempSync(path.join(tmpdir(), "encore-diff-"));
  const lines = fc.array(fc.constantFrom("a", "b", "c", "", "d e"), { maxLength: 12 });
  const text = fc
    .tuple(lines, fc.boolean())
    .map(([all, ends]) => all.join("\n") + (ends && all.length > 0 ? "\n" : ""));
  try {
    fc.assert(
      fc.property(text, text, (before, after) => {
        fc.pre(before !== after && before !== "" && after !== "");
        writeFileSync(path.join(folder, "f"), before);
        execFileSync("git", ["apply", "-p0", "--unidiff-zero", "-"], {
          cwd: folder,
          input: `${unifiedDiff("f", before, after)}\n`,
          stdio: ["pipe", "ignore", "pipe"],
        });
        expect(readFileSync(path.join(folder, "f"), "utf8")).toBe(after);
      }),
      { numRuns: 40 },
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
});
