/** What taking rules out of the weighting does to the measured accuracy, in the words of a menu. */
import { type Analysis, type Drop, isPending, type RuleAnalysis } from "../analysis/analysis.ts";
import * as show from "../analysis/format.ts";
import { isDefined, type Maybe } from "../statistics/result.ts";
import { fill } from "./message.ts";
import { isSurelyOver } from "./numbers.ts";

const messages = {
  accuracy: "accuracy {points}",
  noPreferences: "no preferences to measure by",
  pending: "accuracy is being measured",
  unmeasured: "accuracy not measured ({reason})",
} as const;

/** Undefined where none of the rules has a weight, or where no other rule would have one. */
export function effectOfDropping(drop: Maybe<Drop>, { rubric }: Analysis): string | undefined {
  if (!isDefined(drop)) return undefined;
  if ((rubric.preferences?.value.length ?? 0) === 0) return messages.noPreferences;
  const { accuracy } = drop;
  return isDefined(accuracy)
    ? fill(messages.accuracy, { points: show.points(accuracy.difference) })
    : unmeasured(accuracy);
}

function unmeasured(reason: { readonly unavailable: string }): string {
  return isPending(reason) ? messages.pending : fill(messages.unmeasured, { reason: reason.unavailable });
}

/** Dropping it makes the weighting more accurate beyond chance: such a rule is never recommended to stay. */
export function dropHelps({ drop }: RuleAnalysis): boolean {
  return isDefined(drop) && isDefined(drop.accuracy) && isSurelyOver(drop.accuracy.difference, 0);
}
