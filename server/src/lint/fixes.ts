/** What the author can do about findings, in the one order of all menus. Only called when the author asks. */
import type { Analysis } from "../analysis/analysis.ts";
import { type Finding, type Fix, purposes } from "./finding.ts";
import { ignoreFix } from "./ignore-edits.ts";
import { code } from "./message.ts";
import { checks } from "./registry.ts";

/** A broken document must be fixed, and a comment that silences nothing needs no other. */
const neverIgnored = new Set(["syntax", "unused-ignore"]);

const safe = new Set(checks.flatMap(({ code, isSafe }) => (isSafe ? [code] : [])));

export interface FixOf {
  readonly finding: Finding;
  readonly fix: Fix;
}

/** Of all findings at a place together: first by purpose, then by finding. Nothing that would do nothing. */
export function fixesAt(findings: readonly Finding[], { rubric }: Analysis): readonly FixOf[] {
  return findings
    .flatMap((finding) => {
      const ignore = neverIgnored.has(finding.check) ? [] : ignoreFix(finding, rubric);
      const all = [...replacements(finding, rubric.text), ...finding.fixes(), ...ignore];
      return all.map((fix) => ({ finding, fix }));
    })
    .filter(({ fix }) => fix.edits.length > 0)
    .sort((a, b) => place(a.fix) - place(b.fix));
}

export function fixesFor(finding: Finding, analysis: Analysis): readonly Fix[] {
  return fixesAt([finding], analysis).map(({ fix }) => fix);
}

/** What may be applied automatically on save: it cannot change a weight. A typo is for the author to fix. */
export function safeFixes(finding: Finding): readonly Fix[] {
  return safe.has(finding.check) && !finding.replacements ? finding.fixes() : [];
}

function place({ purpose = "repair" }: Fix): number {
  return purposes.indexOf(purpose);
}

/** "Did you mean": what could replace it. The nearest is preferred where it is the only one. */
function replacements({ range, replacements = [] }: Finding, text: string): Fix[] {
  const isQuoted = text[range.start] === '"';
  return replacements.map((name) => ({
    title: name.trim() === "" ? "Indent with spaces" : `Change to ${code(name)}`,
    kind: "quickfix",
    edits: [{ range, text: isQuoted ? JSON.stringify(name) : name }],
    ...(replacements.length === 1 && { isPreferred: true }),
  }));
}
