/** Which of the rubric's rules without ratings a rated id could be a slip of. */
import { distance } from "fastest-levenshtein";
import type { RuleAnalysis } from "./analysis.ts";

/** A third of its letters wrong is another word. Case, spaces, dashes and underscores are no letters. */
export function looksLike(id: string, rules: readonly RuleAnalysis[]): RuleAnalysis | undefined {
  const plain = letters(id);
  let best: { rule: RuleAnalysis; wrong: number } | undefined;
  for (const rule of rules) {
    const other = letters(rule.id);
    const wrong = distance(plain, other);
    if (
      wrong <= Math.floor(Math.max(plain.length, other.length) / 3) &&
      wrong < (best?.wrong ?? Number.POSITIVE_INFINITY)
    )
      best = { rule, wrong };
  }
  return best?.rule;
}

function letters(id: string): string {
  return id.toLowerCase().replace(/[\s_-]+/g, "");
}
