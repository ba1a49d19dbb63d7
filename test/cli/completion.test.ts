import { execFileSync } from "node:child_process";
import { expect, test } from "vitest";
import { encore } from "./run.ts";

test.each([
  [["check", "--format", "s"], "sarif"],
  [["analyze", "--format", "t"], "table"],
  [["explain", "high"], "high-entropy"],
  [["sco"], "score"],
  [["check", "--fix-d"], "--fix-dry-run"],
])("bash completes encore %j", (words, expected) => {
  const { out } = encore(["completion", "bash"]);
  const program = `${out}\nCOMP_WORDS=(encore ${words.join(" ")}); COMP_CWORD=${words.length}; _encore; echo "\${COMPREPLY[@]}"`;
  expect(execFileSync("bash", ["-c", program], { encoding: "utf8" }).trim()).toBe(expected);
});
