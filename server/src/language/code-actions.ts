/** Quick fixes of the findings in a range, refactorings there, and what may be applied automatically on save. */
import type { Analysis } from "../analysis/analysis.ts";
import type { Finding } from "../lint/finding.ts";
import { fixesAt, safeFixes } from "../lint/fixes.ts";
import { dropRules as dropEdits, setRuleKey } from "../rubric/edit.ts";
import type { Range, TextEdit } from "../rubric/rubric.ts";
import { isDefined } from "../statistics/result.ts";
import { extractedRatings } from "./extract-ratings.ts";
import { helpActions } from "./help-actions.ts";
import { refactorings } from "./refactorings.ts";
import type { ActionEdits, CodeAction, DeferredAction } from "./types.ts";

/** `only` are the kinds that the client asked for; none means all but what is done on save. */
export function codeActions(
  analysis: Analysis,
  findings: readonly Finding[],
  range: Range,
  only: readonly string[] | undefined,
): readonly CodeAction[] {
  const wants = (kind: string) =>
    only ? only.some((one) => kind === one || kind.startsWith(`${one}.`)) : !kind.startsWith("source.");
  const here = findings.filter((finding) => finding.range.start <= range.end && finding.range.end >= range.start);
  const fixes = wants("quickfix") ? fixesOf(here, analysis) : [];
  const refactors =
    wants("refactor.rewrite") || wants("refactor.extract")
      ? refactorings.flatMap((offer) => offer(analysis, range.start))
      : [];
  const onSave = wants("source.fixAll.encore") ? fixAll(findings) : [];
  return distinct([...fixes, ...refactors.filter(({ kind }) => wants(kind)), ...onSave]).filter(
    ({ edits, deferred, command }) =>
      deferred !== undefined || command !== undefined || changes(edits, analysis.rubric.text),
  );
}

/** The edits of an action that was chosen; undefined where the text has changed so that there are none. */
export function resolvedAction(analysis: Analysis, deferred: DeferredAction): ActionEdits | undefined {
  return builders[deferred](analysis);
}

const builders: Readonly<Record<DeferredAction, (analysis: Analysis) => ActionEdits | undefined>> = {
  "extract-ratings": extractedRatings,
};

/** Drops rules by id, wherever they are picked. */
export function dropRules({ rubric }: Analysis, ids: ReadonlySet<string>): readonly TextEdit[] {
  return dropEdits(
    rubric,
    rubric.rules.filter(({ id }) => ids.has(id.value)),
  );
}

/** Stamps the present wording on every rule that has a text. */
export function stampRules({ rubric, rules }: Analysis): readonly TextEdit[] {
  return rules.flatMap(({ rule, presentWording }) =>
    isDefined(presentWording) && rule.wording?.value !== presentWording
      ? setRuleKey(rubric, rule, "wording", presentWording)
      : [],
  );
}

/** What a client's own commands can do comes after the fixes, and to ignore a finding last. */
function fixesOf(findings: readonly Finding[], analysis: Analysis): CodeAction[] {
  const fixes = fixesAt(findings, analysis).map(({ finding, fix }) => ({
    ...fix,
    check: finding.check,
    findingRange: finding.range,
  }));
  const isIgnoring = ({ purpose }: CodeAction) => purpose === "ignore";
  const commands = findings.flatMap((finding) => helpActions(finding, analysis));
  return [...fixes.filter((fix) => !isIgnoring(fix)), ...commands, ...fixes.filter(isIgnoring)];
}

/** Edits that touch what another one touched wait for the next save. */
function fixAll(findings: readonly Finding[]): CodeAction[] {
  const edits: TextEdit[] = [];
  for (const fix of findings.flatMap((finding) => safeFixes(finding)))
    if (
      fix.edits.every(({ range }) =>
        edits.every((taken) => range.end <= taken.range.start || range.start >= taken.range.end),
      )
    )
      edits.push(...fix.edits);
  return edits.length > 0 ? [{ title: "Fix what cannot change a weight", kind: "source.fixAll.encore", edits }] : [];
}

/** Two findings may have the same help. */
function distinct(actions: readonly CodeAction[]): CodeAction[] {
  const seen = new Set<string>();
  return actions.filter(({ title, edits }) => {
    const key = JSON.stringify([title, edits]);
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

function changes(edits: readonly TextEdit[], text: string): boolean {
  return edits.some((edit) => text.slice(edit.range.start, edit.range.end) !== edit.text);
}
