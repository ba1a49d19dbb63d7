/** `encore check --fix`: what the editor applies on save (`source.fixAll.encore`), until nothing is left of it. */
import { codeActions } from "../language/code-actions.ts";
import type { Checked } from "../report/reporters/reporter.ts";
import type { TextEdit } from "../rubric/rubric.ts";
import { type CheckSettings, checkText } from "./check-file.ts";

/** A fix may make another possible; more rounds than this would go round in a circle. */
const MOST_ROUNDS = 10;

/** Returns the rubric as it is after the fixes, checked again. Writes nothing. */
export async function fixed(checked: Checked, settings: CheckSettings): Promise<Checked> {
  let now = checked;
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const whole = { start: 0, end: now.source.text.length };
    const [action] = codeActions(now.analysis, now.findings, whole, ["source.fixAll.encore"]);
    if (!action) break;
    const text = applied(now.source.text, action.edits);
    if (text === now.source.text) break;
    now = await checkText(now.source.file, text, settings);
  }
  return now;
}

function applied(text: string, edits: readonly TextEdit[]): string {
  const backwards = [...edits].sort((a, b) => b.range.start - a.range.start);
  return backwards.reduce(
    (result, { range, text: inserted }) => result.slice(0, range.start) + inserted + result.slice(range.end),
    text,
  );
}
