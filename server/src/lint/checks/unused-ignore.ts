import { type Analysis, isPending } from "../../analysis/analysis.ts";
import { nearest } from "../../rubric/nearest.ts";
import type { Ignore } from "../../rubric/rubric.ts";
import { isDefined } from "../../statistics/result.ts";
import type { Check } from "../check.ts";
import type { Report } from "../finding.ts";
import { removeComment } from "../ignore-edits.ts";
import { silence } from "../ignores.ts";
import { fill } from "../message.ts";

const messages = {
  nothing: "This comment silences nothing: there is no `{check}` finding {place}.",
  unnamed: "This comment names no check, so it silences nothing. Write `# encore-ignore CHECK: reason`.",
  unknown: "Unknown check `{check}`: this comment silences nothing.",
  didYouMean: "Unknown check `{check}`: this comment silences nothing. Did you mean `{close}`?",
} as const;

const help = "Remove the comment.";

interface Unused {
  readonly ignore: Ignore;
  /** The check that it names exists. */
  readonly isKnown: boolean;
  readonly codes: readonly string[];
}

/** The last check: it needs the findings of all others to see what the comments silence. */
export const unusedIgnore: Check<Unused> = {
  code: "unused-ignore",
  summary: "An ignore comment silences nothing.",
  severity: "warning",
  readsEvidence: true,
  messages,
  find(analysis, { codes, findings, settings }) {
    const { ignores } = analysis.rubric;
    const { used } = silence(findings, ignores);
    if (ignores.length === used.size) return [];
    const known = new Set(codes);
    const isSettled = everythingIsKnown(analysis);
    return ignores.flatMap((ignore): Unused[] => {
      const name = ignore.check.value;
      if (!known.has(name)) return [{ ignore, isKnown: false, codes }];
      const isOff = settings.checks[name] === "off";
      const mayBeUsed = used.has(ignore) || isOff || !isSettled || name === unusedIgnore.code;
      return mayBeUsed ? [] : [{ ignore, isKnown: true, codes }];
    });
  },
  finding: ({ ignore, isKnown, codes }) => (isKnown ? silencesNothing(ignore) : unknownCheck(ignore, codes)),
  isSafe: true,
  fixes({ ignore }, { rubric }) {
    const edits = [{ range: removeComment(rubric.text, ignore.range), text: "" }];
    return [{ title: "Remove this comment", kind: "quickfix", edits, isPreferred: true }];
  },
};

function silencesNothing({ range, check, covers }: Ignore): Report {
  const place = covers ? "here" : "in this file";
  return { range, message: fill(messages.nothing, { check: check.value, place }), help };
}

function unknownCheck({ check, range }: Ignore, codes: readonly string[]): Report {
  if (check.value === "") return { range, message: messages.unnamed, help };
  const [close] = nearest(check.value, codes);
  if (close === undefined) return { range: check.range, message: fill(messages.unknown, { check: check.value }), help };
  const message = fill(messages.didYouMean, { check: check.value, close });
  return { range: check.range, message, help, replacements: [close] };
}

/** While anything is being read or computed, or could not be, a finding that the comment silences may still come. */
function everythingIsKnown({ sources, rules, preferences, redundancy, weightings }: Analysis): boolean {
  const { entropyVsAccuracy, noiseVsAccuracy, better } = isDefined(preferences) ? preferences : noPreferences;
  const parts = [preferences, redundancy, entropyVsAccuracy, noiseVsAccuracy, better];
  return (
    sources.every(({ state }) => state === "read") &&
    rules.every(({ verdict }) => !isPending(verdict)) &&
    weightings.every(({ differenceToUniform }) => !isPending(differenceToUniform)) &&
    !parts.some(isPending)
  );
}

const none = { unavailable: "no preferences" };
const noPreferences = { entropyVsAccuracy: none, noiseVsAccuracy: none, better: none };
