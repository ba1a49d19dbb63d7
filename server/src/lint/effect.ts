/** What taking rules out of the weighting does: to the weights that remain, and to the measured accuracy. */
import { type AccuracyChange, type Analysis, type Drop, isPending } from "../analysis/analysis.ts";
import * as show from "../analysis/format.ts";
import { isDefined, type Maybe } from "../statistics/result.ts";
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
export function effectOfDropping(drop: Maybe<Drop>, { rubric }: Analysis): string | undefined {
  const weights = effectOnWeights(drop);
  if (weights === undefined || !isDefined(drop)) return undefined;
  const hasPreferences = (rubric.preferences?.value.length ?? 0) > 0;
  const accuracy = hasPreferences ? onAccuracy(drop.accuracy) : messages.noPreferences;
  return (accuracy.startsWith("accuracy") ? [accuracy, weights] : [weights, accuracy]).join("; ");
}

export function effectOnWeights(drop: Maybe<Drop>): string | undefined {
  if (!isDefined(drop)) return undefined;
  const { rules, weight, others, effectiveRules } = drop;
  const known = {
    its: rules.length === 1 ? "its" : "their",
    weight: show.weight(weight),
    before: show.decimal(effectiveRules.before, 1),
    after: show.decimal(effectiveRules.after, 1),
  };
  return others === 1
    ? fill(messages.taken, known)
    : fill(messages.shared, { ...known, others: show.counted(others, "rule") });
}

function onAccuracy(change: Maybe<AccuracyChange>): string {
  if (!isDefined(change)) return unmeasured(change);
  const { before, after, difference } = change;
  return fill(messages.accuracy, {
    before: show.percent(before),
    after: show.percent(after),
    points: show.points(difference),
  });
}

function unmeasured(reason: { readonly unavailable: string }): string {
  return isPending(reason) ? messages.pending : fill(messages.unmeasured, { reason: reason.unavailable });
}
