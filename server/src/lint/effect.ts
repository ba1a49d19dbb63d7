/** What taking rules out of the weighting does: to the weights that remain, and to the measured accuracy. */
import { type AccuracyChange, type Analysis, isPending, type RuleAnalysis } from "../analysis/analysis.ts";
import * as show from "../analysis/format.ts";
import { isDefined, type Maybe } from "../statistics/result.ts";
import { effectiveRules } from "../statistics/weights.ts";
import { fill } from "./message.ts";

const messages = {
  shared: "the other {others} share {its} weight {weight}: effective rules {before} -> {after}",
  taken: "the other rule takes {its} weight {weight}: effective rules {before} -> {after}",
  accuracy: "accuracy {before} -> {after}, {points}",
  noPreferences: "no preferences are attached to measure accuracy",
  pending: "what it does to accuracy is being measured",
  unmeasured: "what it does to accuracy is not measured ({reason})",
} as const;

/**
 * Undefined where none of the rules has a weight, or where no other rule would be left to take theirs. What is measured
 * comes first: menus cut long titles off.
 */
export function effectOfDropping(rules: readonly RuleAnalysis[], analysis: Analysis): string | undefined {
  const weights = effectOnWeights(rules, analysis);
  if (weights === undefined) return undefined;
  const accuracy = onAccuracy(rules, analysis);
  return (accuracy.startsWith("accuracy") ? [accuracy, weights] : [weights, accuracy]).join("; ");
}

/** Every weighting leaves the others' weights in their proportions, so they are divided by what remains. */
export function effectOnWeights(
  rules: readonly RuleAnalysis[],
  { rules: all, effectiveRules: before }: Analysis,
): string | undefined {
  const dropped = new Set(rules.map(({ id }) => id));
  const weighed = all.flatMap(({ id, weight }) => (isDefined(weight) ? [{ id, weight: weight.value }] : []));
  const rest = weighed.filter(({ id }) => !dropped.has(id));
  const share = weighed.reduce((sum, { id, weight }) => (dropped.has(id) ? sum + weight : sum), 0);
  const remaining = rest.reduce((sum, { weight }) => sum + weight, 0);
  if (rest.length === weighed.length || remaining <= 0 || !isDefined(before)) return undefined;
  const after = effectiveRules(Float64Array.from(rest, ({ weight }) => weight / remaining));
  if (!isDefined(after)) return undefined;
  const known = {
    its: rules.length === 1 ? "its" : "their",
    weight: show.weight(share),
    before: show.decimal(before, 1),
    after: show.decimal(after, 1),
  };
  return rest.length === 1
    ? fill(messages.taken, known)
    : fill(messages.shared, { ...known, others: show.counted(rest.length, "rule") });
}

function onAccuracy(rules: readonly RuleAnalysis[], { rubric, preferences }: Analysis): string {
  if ((rubric.preferences?.value.length ?? 0) === 0) return messages.noPreferences;
  if (!isDefined(preferences)) return unmeasured(preferences);
  const change = ofOne(rules) ?? preferences.dropping(new Set(rules.map(({ id }) => id)));
  if (!isDefined(change)) return unmeasured(change);
  const { before, after, difference } = change;
  return fill(messages.accuracy, {
    before: show.percent(before),
    after: show.percent(after),
    points: show.points(difference),
  });
}

/** What leaving out one rule does is part of the evidence; only of several it must be computed. */
function ofOne([rule, ...others]: readonly RuleAnalysis[]): Maybe<AccuracyChange> | undefined {
  return others.length === 0 && rule && isDefined(rule.preference) ? rule.preference.withoutIt : undefined;
}

function unmeasured(reason: { readonly unavailable: string }): string {
  return isPending(reason) ? messages.pending : fill(messages.unmeasured, { reason: reason.unavailable });
}
