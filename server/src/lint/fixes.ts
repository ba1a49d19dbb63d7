/** What the author can do about a finding: the check's own fixes, then to ignore it. Only called when the author asks. */
import type { Analysis } from "../analysis/analysis.ts";
import type { Finding, Fix } from "./finding.ts";
import { ignoreFix } from "./ignore-edits.ts";
import { code } from "./message.ts";
import { checks } from "./registry.ts";

/** A broken document must be fixed, and a comment that silences nothing needs no other. */
const neverIgnored = new Set(["syntax", "unused-ignore"]);

const safe = new Set(checks.flatMap(({ code, isSafe }) => (isSafe ? [code] : [])));

/** The preferred one first. Nothing that would do nothing. */
export function fixesFor(finding: Finding, { rubric }: Analysis): readonly Fix[] {
  return [
    ...replacements(finding, rubric.text),
    ...finding.fixes(),
    ...(neverIgnored.has(finding.check) ? [] : ignoreFix(finding, rubric)),
  ].filter(({ edits }) => edits.length > 0);
}

/** What may be applied automatically on save: it cannot change a weight. A typo is for the author to fix. */
export function safeFixes(finding: Finding): readonly Fix[] {
  return safe.has(finding.check) && !finding.replacements ? finding.fixes() : [];
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
