import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { afterAll, expect, test } from "vitest";
import { encore } from "./run.ts";

const sample = "media/sample/story-quality.rubric.yaml";
const folder = mkdtempSync(path.resolve("media/sample/compare-"));
afterAll(() => rmSync(folder, { recursive: true }));

test("compares two versions over the same pairs, and exits with 1 where accuracy is surely lost", {
  timeout: 240_000,
}, () => {
  const other = path.join(folder, "other.rubric.yaml");
  const text = readFileSync(sample, "utf8").replaceAll("file: ratings/", "file: ../ratings/");
  writeFileSync(other, `encore: {weighting: signal}\n${text.replace(/^encore:.*\n/m, "")}`);
  const same = JSON.parse(encore(["compare", sample, sample, "--format", "json"]).out);
  expect(same.accuracy).toMatchObject({ gained: 0, lost: 0 });
  const better = encore(["compare", sample, other]);
  expect(better.status).toBe(0);
  expect(better.out).toMatch(/Accuracy .* -> .*: \+\d/);
  expect(encore(["compare", other, sample]).status).toBe(1);
  expect(encore(["compare", other, sample, "--tolerance", "10"]).status).toBe(0);
});
