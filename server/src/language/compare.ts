/** What an edit did: the weights of a rubric as a text that a diff shows well, a line a rule, each by itself. */
import type { Analysis } from "../analysis/analysis.ts";
import * as show from "../analysis/format.ts";
import { isDefined } from "../statistics/result.ts";

/** Only what counts give at once: the text on disk has no evidence of its own, and a diff of half of it misleads. */
export function weightsForDiff({ rules, effectiveRules, options }: Analysis): string {
  const lines = rules.map(({ id, n, weight, entropy, isGate }) => {
    const weighs = isGate ? "gate" : show.orReason(weight, ({ value }) => `w ${show.weight(value)}`);
    const spread = isDefined(entropy) ? [`H ${show.entropy(entropy.nats)}`] : [];
    return `${id}: ${[weighs, ...spread, show.counted(n, "rating")].join(" · ")}`;
  });
  const total = show.orReason(effectiveRules, (n) => `${show.decimal(n, 1)} effective rules`);
  return [
    `${total}, ${options.weighting} at temperature ${show.temperature(options.temperature)}`,
    "",
    ...lines,
    "",
  ].join("\n");
}
