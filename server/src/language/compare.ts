/** What an edit did: the weights of a rubric as a text that a diff shows well, a line a rule. */
import type { Analysis } from "../analysis/analysis.ts";
import * as show from "../analysis/format.ts";
import { isDefined } from "../statistics/result.ts";

export function weightsForDiff({ rules, effectiveRules, options }: Analysis): string {
  const width = Math.max(0, ...rules.map(({ id }) => id.length));
  const lines = rules.map(({ id, n, weight, entropy, verdict, isGate }) =>
    [
      id.padEnd(width),
      isGate ? "gate " : show.orReason(weight, ({ value }) => `w ${show.weight(value)}`),
      isDefined(entropy) ? `H ${show.entropy(entropy.nats)}` : "",
      show.counted(n, "rating"),
      isDefined(verdict) ? verdict.name : "",
    ]
      .filter((part) => part !== "")
      .join("  "),
  );
  const total = show.orReason(effectiveRules, (n) => `${show.decimal(n, 1)} effective rules`);
  return [
    `${total}, ${options.weighting} at temperature ${show.temperature(options.temperature)}`,
    "",
    ...lines,
    "",
  ].join("\n");
}
