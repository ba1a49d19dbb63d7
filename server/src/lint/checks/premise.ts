import {
  type Analysis,
  type BetterWeighting,
  isPending,
  type PreferenceEvidence,
  type Premise,
  type Weighting,
} from "../../analysis/analysis.ts";
import * as show from "../../analysis/format.ts";
import { DECIDED_PAIRS_WANTED } from "../../analysis/verdict.ts";
import { schemeOf } from "../../analysis/weightings/weightings.ts";
import { quoted, setEncoreKey } from "../../rubric/edit.ts";
import type { Range } from "../../rubric/rubric.ts";
import { type Estimate, isDefined, type Maybe } from "../../statistics/result.ts";
import type { Check } from "../check.ts";
import { fill } from "../message.ts";
import * as numbers from "../numbers.ts";

const messages = {
  tested: "{weights} {entropy} {noise}",
  preferable: "{label} weights are more accurate than the present ones on your preferences: {points} points.",
  better: "ENCORE weights are more accurate than equal ones on your preferences: {points} points.",
  worse: "ENCORE weights are less accurate than equal ones on your preferences: {points} points.",
  equal: "ENCORE weights are no better than equal ones on your preferences, beyond chance: {points} points.",
  incomparable: "ENCORE weights cannot be compared with equal ones on your preferences ({reason}).",
  entropyAsAssumed: "Entropy predicts which rules are right, the lower the better, as ENCORE assumes.",
  entropyOpposite:
    "Entropy predicts which rules are right the wrong way round: rules of higher entropy are right more often.",
  entropyNot: "Entropy does not predict which rules are right, although ENCORE assumes so.",
  entropyUnknown: "Whether entropy predicts which rules are right is unknown ({reason}).",
  noiseAsAssumed: "Noise (raters disagreeing on one response) does, the lower the better.",
  noiseOpposite: "Noise (raters disagreeing on one response) does, but the wrong way round.",
  noiseNot: "Noise (raters disagreeing on one response) does not, beyond chance.",
  noiseUnknown: "Whether noise (raters disagreeing on one response) does is unknown ({reason}).",
} as const;

const helps = {
  preferable: "Set `weighting: {name}` under `encore:`; the quick fix does so.",
  better: "Keep the ENCORE weights.",
  keep: "Consider `encore: {weighting: uniform}`: equal weights are simpler and as good here.",
} as const;

/** With fewer rules a correlation over rules says nothing. */
const RULES_WANTED = 5;

interface Tested {
  readonly at: Range;
  readonly preferences: PreferenceEvidence;
  readonly weightings: readonly Weighting[];
  /** The best of the weightings that beat the present one beyond chance. */
  readonly best: BetterWeighting | undefined;
}

export const premise: Check<Tested> = {
  code: "premise",
  summary: "Whether ENCORE's premise holds on your own preferences, and which weights are most accurate there.",
  severity: "information",
  readsEvidence: true,
  messages,
  find(analysis) {
    const { rubric, preferences, weightings } = analysis;
    if (!rubric.rulesKey || !isDefined(preferences) || !isTestable(analysis, preferences)) return [];
    return [{ at: rubric.rulesKey, preferences, weightings, best: bestOf(preferences) }];
  },
  finding({ at, preferences, weightings, best }) {
    const encore = differenceToUniform("encore", weightings);
    const message = fill(messages.tested, {
      weights: best ? fill(messages.preferable, known(best)) : comparison(encore),
      entropy: sentence(preferences.entropyVsAccuracy, {
        asAssumed: messages.entropyAsAssumed,
        opposite: messages.entropyOpposite,
        not: messages.entropyNot,
        unknown: messages.entropyUnknown,
      }),
      noise: sentence(preferences.noiseVsAccuracy, {
        asAssumed: messages.noiseAsAssumed,
        opposite: messages.noiseOpposite,
        not: messages.noiseNot,
        unknown: messages.noiseUnknown,
      }),
    });
    const help = best
      ? fill(helps.preferable, known(best))
      : numbers.isSurelyOver(encore, 0)
        ? helps.better
        : helps.keep;
    return { range: at, message, help };
  },
  fixes: ({ best }, { rubric }) =>
    best
      ? [
          {
            title: `Set \`weighting: ${best.name}\`: accuracy ${show.points(best.gain)} points`,
            purpose: "weighting",
            kind: "quickfix",
            edits: setEncoreKey(rubric, "weighting", quoted(best.name, rubric.style !== "block")),
          },
        ]
      : [],
};

/** Nothing is said before all of it can be. */
function isTestable({ rules, weightings }: Analysis, preferences: PreferenceEvidence): boolean {
  const judged = rules.filter(({ preference, encoreWeight }) => isDefined(preference) && isDefined(encoreWeight));
  if (preferences.decidedPairs < DECIDED_PAIRS_WANTED || judged.length < RULES_WANTED) return false;
  const { entropyVsAccuracy, noiseVsAccuracy, better } = preferences;
  const compared = differenceToUniform("encore", weightings);
  return ![entropyVsAccuracy, noiseVsAccuracy, better, compared].some(isPending);
}

interface Sentences {
  readonly asAssumed: string;
  readonly opposite: string;
  readonly not: string;
  readonly unknown: `${string}{reason}${string}`;
}

function sentence(found: Maybe<Premise>, sentences: Sentences): string {
  if (!isDefined(found)) return fill(sentences.unknown, { reason: found.unavailable });
  const sign = direction(found);
  return sign < 0 ? sentences.asAssumed : sign > 0 ? sentences.opposite : sentences.not;
}

/**
 * The sign of the correlation with accuracy (ties counted half) and with decided accuracy, 0 unless the two agree and
 * one of them is beyond chance. Rules of low entropy tie, and ties pull accuracy to one half: so one alone misleads.
 */
function direction({ accuracy, decidedAccuracy }: Premise): number {
  const signs = [accuracy, decidedAccuracy].map(({ pearson }) => (isDefined(pearson) ? Math.sign(pearson) : 0));
  const isBeyondChance = [accuracy, decidedAccuracy].some(({ p }) => isDefined(p) && p < 0.05);
  return isBeyondChance && signs[0] === signs[1] ? (signs[0] ?? 0) : 0;
}

function comparison(difference: Maybe<Estimate>): string {
  if (!isDefined(difference)) return fill(messages.incomparable, { reason: difference.unavailable });
  const known = { points: show.points(difference) };
  if (numbers.isSurelyOver(difference, 0)) return fill(messages.better, known);
  return fill(numbers.isSurelyUnder(difference, 0) ? messages.worse : messages.equal, known);
}

function differenceToUniform(name: string, weightings: readonly Weighting[]): Maybe<Estimate> {
  const found = weightings.find((weighting) => weighting.name === name);
  return found?.differenceToUniform ?? { unavailable: "there are none" };
}

function bestOf({ better }: PreferenceEvidence): BetterWeighting | undefined {
  return isDefined(better) ? better[0] : undefined;
}

function known({ name, gain }: BetterWeighting) {
  return { name, label: schemeOf(name).label, points: show.points(gain) };
}
