import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, expect, test } from "vitest";
import { encore } from "./run.ts";

const folder = mkdtempSync(path.join(tmpdir(), "encore-cli-"));
afterAll(() => rmSync(folder, { recursive: true }));

function file(name: string, text: string): string {
  const at = path.join(folder, name);
  writeFileSync(at, text);
  return at;
}

const noisy = file(
  "noisy.rubric.yaml",
  "scale: [1, 2]\nrules:\n\t# tab\n  - id: a\n    ratings: {1: 50, 2: 50}\n".replace("\t# tab\n", ""),
);
const clean = file(
  "clean.rubric.yaml",
  "scale: [1, 2]\nrules:\n  - id: a\n    ratings: {1: 70, 2: 30}\n  - id: b\n    ratings: {1: 60, 2: 15}\n".replace(
    "70, 2: 30",
    "80, 2: 20",
  ),
);

test("findings read like a compiler's, and fail with 1", () => {
  const { status, out } = encore(["check", noisy]);
  expect(status).toBe(1);
  const [first, line, carets] = out.split("\n");
  expect(first).toMatch(/noisy\.rubric\.yaml:2:1: warning: .*\[high-entropy\]$/);
  expect(line).toBe("2 | rules:");
  expect(carets).toBe("  | ^^^^^");
  expect(out).toContain("help: ");
  expect(out).not.toContain("\u001b[");
});

test("nothing over --fail-on is 0", () => {
  expect(encore(["check", clean]).status).toBe(0);
  expect(encore(["check", noisy, "--fail-on", "error"]).status).toBe(0);
  expect(encore(["check", noisy, "--fail-on", "never"]).status).toBe(0);
  expect(encore(["check", clean, noisy]).status).toBe(1);
});

test("what cannot run is 2, with the file and the help", () => {
  const missing = encore(["check", path.join(folder, "nowhere.rubric.yaml")]);
  expect(missing.status).toBe(2);
  expect(missing.err).toMatch(/nowhere\.rubric\.yaml cannot be checked: there is no such file/);
  expect(encore(["analyze", folder]).err).toMatch(/it is a directory/);
  expect(encore(["check", noisy, "--format", "xml"]).status).toBe(2);
  expect(encore(["nonsense"]).status).toBe(2);
  expect(encore(["explain", "nonsense"]).err).toMatch(/There is no check "nonsense"/);
  expect(encore(["--help"]).status).toBe(0);
});

test("JSON has places from 1", () => {
  const { out } = encore(["check", noisy, "--format", "json"]);
  const [{ findings }] = JSON.parse(out);
  expect(findings).toContainEqual(
    expect.objectContaining({
      check: "high-entropy",
      severity: "warning",
      range: { start: { line: 2, column: 1 }, end: { line: 2, column: 6 } },
    }),
  );
});

test("analyze prints the table, and JSON with the names of the format", () => {
  expect(encore(["analyze", clean]).out).toMatch(/^rule +n +H \(nats\)/);
  const analysis = JSON.parse(encore(["analyze", clean, "--format", "json"]).out);
  expect(analysis.rules[0]).toMatchObject({
    id: "a",
    n: 100,
    counts: { "1": 80, "2": 20 },
    missing: 0,
    outOfScale: 0,
    agreement: null,
    agreementReason: "one rating an item",
    preference: null,
    preferenceReason: "no preferences are attached",
  });
  expect(analysis.weightings.map(({ name }: { name: string }) => name)).toEqual([
    "encore",
    "signal",
    "kelley",
    "peer",
    "uniform",
  ]);
  expect(analysis.weightings[0]).toMatchObject({ accuracy: null, accuracyReason: "no preferences are attached" });
  expect(JSON.stringify(analysis)).not.toMatch(/NaN|undefined/);
});

test("explain prints the check's page without its Markdown", () => {
  const { out, status } = encore(["explain", "high-entropy"]);
  expect(status).toBe(0);
  expect(out).toContain("What it does");
  expect(out).not.toMatch(/^#|```/m);
  expect(encore(["explain", "repeated-ratings"]).out).toMatch(/^\S+\.csv:$/m);
  expect(encore(["explain"]).out.split("\n").length).toBeGreaterThan(15);
});

test("the sample rubrics are read and have findings", () => {
  for (const name of ["conversation-safety", "assistant-safety", "story-quality"]) {
    const { status, out } = encore(["check", "--table", `media/sample/${name}.rubric.yaml`]);
    expect(status).toBe(1);
    expect(out).not.toMatch(/\berror\b|NaN|undefined/);
  }
  const samples = JSON.parse(readFileSync("media/sample/samples.json", "utf8"));
  expect(samples).toHaveLength(3);
});
