/**
 * Findings do not vanish while the evidence for them is computed again: those that were shown and may come back stay
 * until that is decided, moved along with the text.
 */
import { type Analysis, PENDING } from "../analysis/analysis.ts";
import type { Finding } from "../lint/finding.ts";
import { checks } from "../lint/registry.ts";
import type { Range } from "../rubric/rubric.ts";

export interface Shown {
  readonly text: string;
  readonly findings: readonly Finding[];
}

const readEvidence = new Set(checks.flatMap(({ code, readsEvidence }) => (readsEvidence ? [code] : [])));

/** The findings there are now, and those of before that wait for evidence; in the order of the document. */
export function keepWaiting(before: Shown, now: Shown, analysis: Analysis): readonly Finding[] {
  const known = new Set(now.findings.map(nameOf));
  const waiting = before.findings.filter(
    (finding) => readEvidence.has(finding.check) && !known.has(nameOf(finding)) && mayComeBack(finding, analysis),
  );
  if (waiting.length === 0) return now.findings;
  const move = movedBy(before.text, now.text);
  const kept = waiting.flatMap((finding): Finding[] => {
    const range = move(finding.range);
    // Its fixes are edits of a text that is no more.
    return range ? [{ ...finding, range, fixes: () => [] }] : [];
  });
  return [...now.findings, ...kept].sort((a, b) => a.range.start - b.range.start);
}

/** One check reports one thing about one rule; without a rule, one thing at one place. */
function nameOf({ check, rule, message }: Finding): string {
  return JSON.stringify(rule === undefined ? [check, message] : [check, rule]);
}

function mayComeBack({ rule }: Finding, { rules }: Analysis): boolean {
  if (rule === undefined) return true;
  const found = rules.find(({ id }) => id === rule);
  return found !== undefined && isWaiting({ ...found, rule: undefined });
}

/** Whether a number in this plain data is still being computed. */
function isWaiting(value: unknown): boolean {
  if (typeof value !== "object" || value === null || ArrayBuffer.isView(value)) return false;
  if ("unavailable" in value) return value.unavailable === PENDING;
  return Object.values(value).some(isWaiting);
}

/** Where a range of the old text is in the new one: what lies between the first and the last difference is gone. */
function movedBy(before: string, after: string): (range: Range) => Range | undefined {
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before.charCodeAt(start) === after.charCodeAt(start)) start++;
  let tail = 0;
  while (
    tail < shorter - start &&
    before.charCodeAt(before.length - 1 - tail) === after.charCodeAt(after.length - 1 - tail)
  )
    tail++;
  const end = before.length - tail;
  const shift = after.length - before.length;
  return (range) => {
    if (range.end <= start) return range;
    if (range.start >= end) return { start: range.start + shift, end: range.end + shift };
    return undefined;
  };
}
