import { closest, distance } from "fastest-levenshtein";
import type { Analysis } from "../../analysis/analysis.ts";
import type { Ignore } from "../../rubric/rubric.ts";
import { isDefined } from "../../statistics/result.ts";
import type { Check, Finding } from "../finding.ts";
import { removeComment } from "../ignore-edits.ts";
import { fill } from "../message.ts";
import { isPending } from "../numbers.ts";

const messages = {
  nothing: "This comment silences nothing: `{check}` has nothing to tell {place}.",
  unnamed: "This comment names no check, so it silences nothing. Write `# encore-ignore CHECK: reason`.",
  unknown: "There is no check `{check}`, so this comment silences nothing.",
  didYouMean: "There is no check `{check}`, so this comment silences nothing. Did you mean `{close}`?",
} as const;

const help = "Take the comment out.";

/** Told by `lint`, which alone knows what the comments silence. */
export const unusedIgnore: Check = {
  code: "unused-ignore",
  summary: "An ignore comment silences nothing.",
  severity: "warning",
  messages,
  find: () => [],
  isSafe: true,
  fixes({ range }, { rubric }) {
    const ignore = rubric.ignores.find((one) => one.range.start <= range.start && range.end <= one.range.end);
    if (!ignore) return [];
    const edits = [{ range: removeComment(rubric.text, ignore.range), text: "" }];
    return [{ title: "Take this comment out", kind: "quickfix", edits, isPreferred: true }];
  },
};

/** `codes` are all checks that there are; of a check that is `off` nothing can be said. */
export function unusedIgnores(
  analysis: Analysis,
  used: ReadonlySet<Ignore>,
  codes: readonly string[],
  isOff: (code: string) => boolean,
): readonly Finding[] {
  const { ignores } = analysis.rubric;
  if (ignores.length === used.size) return [];
  const known = new Set(codes);
  const isSettled = everythingIsKnown(analysis);
  return ignores.flatMap((ignore) => {
    const name = ignore.check.value;
    if (!known.has(name)) return [unknownCheck(ignore, codes)];
    const mayBeUsed = used.has(ignore) || isOff(name) || !isSettled || name === unusedIgnore.code;
    return mayBeUsed ? [] : [silencesNothing(ignore)];
  });
}

function silencesNothing({ range, check, covers }: Ignore): Finding {
  const place = covers ? "here" : "in this file";
  return { ...base, range, message: fill(messages.nothing, { check: check.value, place }), help };
}

function unknownCheck({ check, range }: Ignore, codes: readonly string[]): Finding {
  if (check.value === "") return { ...base, range, message: messages.unnamed, help };
  const close = closest(check.value, [...codes]);
  if (distance(check.value, close) > check.value.length / 2)
    return { ...base, range: check.range, message: fill(messages.unknown, { check: check.value }), help };
  const message = fill(messages.didYouMean, { check: check.value, close });
  return { ...base, range: check.range, message, help, replacements: [close] };
}

const base = { check: unusedIgnore.code, severity: unusedIgnore.severity };

/** While anything is read or computed, or could not be, a finding may yet come that the comment silences. */
function everythingIsKnown({ sources, rules, preferences, redundancy, weightings }: Analysis): boolean {
  const { entropyVsAccuracy, noiseVsAccuracy, signalOverPresent } = isDefined(preferences)
    ? preferences
    : noPreferences;
  const parts = [preferences, redundancy, entropyVsAccuracy, noiseVsAccuracy, signalOverPresent];
  return (
    sources.every(({ state }) => state === "read") &&
    rules.every(({ verdict }) => !isPending(verdict)) &&
    weightings.every(({ differenceToUniform }) => !isPending(differenceToUniform)) &&
    !parts.some(isPending)
  );
}

const none = { unavailable: "no preferences" };
const noPreferences = { entropyVsAccuracy: none, noiseVsAccuracy: none, signalOverPresent: none };
