/** The whole way from real rating files to the JSON, held against values from SciPy, statsmodels and NLTK. */
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, test } from "vitest";
import { sharedData } from "../ratings/shared-data.ts";
import { encore } from "./run.ts";

test.skipIf(sharedData === undefined).each(["hanna", "summeval-op", "openai-rbr-gold", "convabuse"])("%s", (name) => {
  const folder = path.join(sharedData ?? "", name, "golden");
  const golden = JSON.parse(readFileSync(path.join(folder, "golden.json"), "utf8"));
  const second = path.join(folder, "golden2.json");
  const pairs = existsSync(path.join(folder, "pairs.jsonl"));
  const own = mkdtempSync(path.join(tmpdir(), "encore-golden-"));
  const rubric = path.join(own, "golden.rubric.yaml");
  const text = {
    version: 1,
    name,
    scale: golden.levels,
    ratings: [{ file: path.join(folder, "ratings_long.csv") }],
    ...(pairs && { preferences: [{ file: path.join(folder, "pairs.jsonl") }] }),
    rules: Object.keys(golden.rules).map((id) => ({ id, text: "A rule." })),
  };
  try {
    for (const temperature of [0.5, 1, 2]) {
      writeFileSync(rubric, JSON.stringify({ ...text, encore: { temperature } }));
      const { out, status } = encore(["analyze", rubric, "--format", "json", "--allow", folder]);
      expect(status).toBe(0);
      const analysis = path.join(own, "analysis.json");
      writeFileSync(analysis, out);
      const tool = path.join(sharedData ?? "", "../tools/compare-golden.mjs");
      const held = spawnSync(
        process.execPath,
        [tool, analysis, path.join(folder, "golden.json"), ...(existsSync(second) ? ["--second-edition"] : [])],
        { encoding: "utf8" },
      );
      expect(held.stdout).toMatch(/^\d{3} values hold, 0 differ\n$/);
    }
  } finally {
    rmSync(own, { recursive: true });
  }
});
