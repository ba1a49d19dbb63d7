/** Which of the rubric's rules without ratings a rated id could be a typo of. */
import { nearest } from "../rubric/nearest.ts";
import type { RuleAnalysis } from "./analysis.ts";

/** Spaces, dashes and underscores are no letters. */
export function looksLike(id: string, rules: readonly RuleAnalysis[]): RuleAnalysis | undefined {
  const plain = rules.map((rule) => letters(rule.id));
  const [near] = nearest(letters(id), plain);
  return near === undefined ? undefined : rules[plain.indexOf(near)];
}

function letters(id: string): string {
  return id.toLowerCase().replace(/[\s_-]+/g, "");
}
