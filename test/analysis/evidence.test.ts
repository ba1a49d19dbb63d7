/** What was computed for one state of the ratings must not answer for another: evidence is kept by all it depends on. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Analysis } from "../../server/src/analysis/analysis.ts";
import { analyze } from "../../server/src/analysis/analyze.ts";
import { type Evidence, immediateEvidence } from "../../server/src/analysis/evidence.ts";
import { readSources } from "../../server/src/engine/read-sources.ts";
import { createSources } from "../../server/src/ratings/sources.ts";
import { analysisJson } from "../../server/src/report/json.ts";
import { parse } from "../../server/src/rubric/parse.ts";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), "encore-evidence-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

const ITEMS = 60;
const head = "version: 1\nscale: [0, 1, 2]\nratings: [{file: r.csv}]\npreferences: [{file: p.csv}]\nrules:\n";
const base = `${head}  - id: a\n  - id: b\n`;

/** Two raters; with `shift` 0 they agree, else the second one's ratings are the same ones of other items. */
function ratings(shift: number): string {
  const rating = (item: number, rule: number): number => (item * item + item * rule) % 3;
  const rows = Array.from({ length: ITEMS }, (_, item) =>
    ["a", "b"].flatMap((rule, r) => [
      `i${item},${rule},x,${rating(item, r)}`,
      `i${item},${rule},y,${rating((item + shift) % ITEMS, r)}`,
    ]),
  );
  return `item,rule,rater,rating\n${rows.flat().join("\n")}\n`;
}

/** Every second prompt's preference is turned around with `turned`. */
function pairs(turned: boolean): string {
  const rows = Array.from({ length: ITEMS / 2 }, (_, p) => {
    const [one, other] = turned && p % 2 === 0 ? [2 * p + 1, 2 * p] : [2 * p, 2 * p + 1];
    return `i${one},i${other},p${p >> 1}`;
  });
  return `chosen,rejected,prompt\n${rows.join("\n")}\n`;
}

async function analyzed(text: string, shift: number, turned: boolean, evidence: Evidence): Promise<Analysis> {
  writeFileSync(path.join(folder, "r.csv"), ratings(shift));
  writeFileSync(path.join(folder, "p.csv"), pairs(turned));
  const rubric = parse(text);
  const sources = await readSources(rubric, createSources({ base: folder, allowed: [folder] }));
  return analyze({ rubric, settings: {}, ...sources }, evidence);
}

test.each([
  ["raters who agree no longer", base, 7, false],
  ["preferences turned around", base, 0, true],
  ["another temperature", base.replace("rules:", "encore: {temperature: 0.5}\nrules:"), 0, false],
  ["another weighting", base.replace("rules:", "encore: {weighting: signal}\nrules:"), 0, false],
  ["a rule of negative polarity", base.replace("id: b", "id: b\n    polarity: negative"), 0, false],
  ["a gate", base.replace("id: b", "id: b\n    gate: 1"), 0, false],
  ["a rule less", base.replace("  - id: b\n", ""), 0, false],
  ["rules the other way round", `${head}  - id: b\n  - id: a\n`, 0, false],
  ["weights of the author", base.replace("id: b", "id: b\n    weight: 3"), 0, false],
])("evidence that was there before is not that of %s", async (_, text, shift, turned) => {
  const evidence = immediateEvidence();
  const before = await analyzed(base, 0, false, evidence);
  const after = await analyzed(text, shift, turned, evidence);
  const fresh = await analyzed(text, shift, turned, immediateEvidence());
  const shown = (analysis: Analysis) => analysisJson(analysis, [], "", () => ({}));
  expect(shown(after)).toEqual(shown(fresh));
  expect(shown(after)).not.toEqual(shown(before));
});

test.each([
  ["another text of a rule", base.replace("id: b", "id: b\n    text: Says no.")],
  ["another name", base.replace("version: 1", "version: 1\nname: New")],
  ["a comment above", `# A comment.\n${base}`],
  ["an id of its own for the same ratings", base.replace("id: b", "id: c\n    rated_as: b")],
])("%s needs no number again", async (_, text) => {
  let computed = 0;
  const kept = immediateEvidence();
  const evidence: Evidence = {
    ...kept,
    of: (name, dependencies, compute, options) =>
      kept.of(
        name,
        dependencies,
        (...of) => {
          if (name !== "weighting") computed += 1;
          return compute(...of);
        },
        options,
      ),
  };
  await analyzed(base, 0, false, evidence);
  expect(computed).toBeGreaterThan(10);
  computed = 0;
  await analyzed(text, 0, false, evidence);
  expect(computed).toBe(0);
});
