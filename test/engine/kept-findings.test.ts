/** Findings that wait for evidence stay in place, on the sample with its rating files and preferences. */
import { readFileSync } from "node:fs";
import path from "node:path";
import { beforeAll, expect, test } from "vitest";
import { analyze } from "../../server/src/analysis/analyze.ts";
import { type Evidence, immediateEvidence, noEvidence } from "../../server/src/analysis/evidence.ts";
import type { AnalysisInput } from "../../server/src/analysis/input.ts";
import { keepWaiting } from "../../server/src/engine/kept-findings.ts";
import { readSources } from "../../server/src/engine/read-sources.ts";
import type { Finding } from "../../server/src/lint/finding.ts";
import { lint } from "../../server/src/lint/lint.ts";
import { createSources } from "../../server/src/ratings/sources.ts";
import { parse } from "../../server/src/rubric/parse.ts";

const folder = path.resolve("media/sample");
const text = readFileSync(path.join(folder, "assistant-safety.rubric.yaml"), "utf8");
let sources: Pick<AnalysisInput, "ratings" | "preferences" | "baselines">;
let before: { text: string; findings: readonly Finding[] };

function derived(of: string, evidence: Evidence) {
  const analysis = analyze({ rubric: parse(of), settings: {}, ...sources }, evidence);
  return { analysis, shown: { text: of, findings: lint(analysis, { checks: {} }) } };
}

beforeAll(async () => {
  sources = await readSources(parse(text), createSources({ base: folder, allowed: [folder] }));
  before = derived(text, immediateEvidence()).shown;
});

const named = (findings: readonly Finding[]) => findings.map(({ check, rule, message }) => [check, rule ?? message]);

test("all findings stay while every number is computed again, each at its own text", () => {
  const edited = `# One more line.\n${text}`;
  const { analysis, shown } = derived(edited, noEvidence);
  expect(shown.findings.length).toBeLessThan(before.findings.length);
  const kept = keepWaiting(before, shown, analysis);
  expect(named(kept)).toEqual(named(before.findings));
  kept.forEach(({ range }, i) => {
    const old = before.findings[i]?.range ?? range;
    expect(edited.slice(range.start, range.end)).toBe(text.slice(old.start, old.end));
  });
});

test("a kept finding offers no fix, for its edits are of another text", () => {
  const { analysis, shown } = derived(text, noEvidence);
  const present = new Set(named(shown.findings).map(String));
  const kept = keepWaiting(before, shown, analysis).filter(
    (one) => !named([one]).some((name) => present.has(String(name))),
  );
  expect(kept.length).toBeGreaterThan(0);
  expect(kept.flatMap(({ fixes }) => fixes())).toEqual([]);
});

test("a finding of a rule that is gone does not stay", () => {
  const rule = before.findings.find((finding) => finding.rule !== undefined)?.rule ?? "";
  const edited = text.replace(new RegExp(`  - id: ${rule}\\b.*\\n(    .*\\n)*`), "");
  expect(edited).not.toBe(text);
  const { analysis, shown } = derived(edited, noEvidence);
  expect(keepWaiting(before, shown, analysis).map((finding) => finding.rule)).not.toContain(rule);
});

test("once nothing waits, what the evidence does not give is gone", () => {
  const { analysis, shown } = derived(text, immediateEvidence());
  const old = { text, findings: [...before.findings] };
  const [first] = old.findings.filter(({ rule }) => rule !== undefined);
  if (!first) throw new Error("the sample has findings");
  old.findings.push({ ...first, check: "disputed", rule: analysis.rules.at(-1)?.id ?? "" });
  const named = keepWaiting(old, shown, analysis).filter((finding) => finding.check === "disputed");
  expect(named).toEqual(shown.findings.filter((finding) => finding.check === "disputed"));
});
