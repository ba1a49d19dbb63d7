import {
  type Analysis,
  type BetterWeighting,
  type Correlation,
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
  tested: "ENCORE trusts rules of low entropy. Tested on your {pairs}: {entropy} {noise} {weightings}",
  entropyAsAssumed: "entropy predicts which rules are right, the less of it the better ({numbers}).",
  entropyOpposite:
    "entropy predicts which rules are right, but the wrong way round: rules of more entropy are right more often ({numbers}).",
  entropyNot: "entropy does not predict beyond chance which rules are right ({numbers}).",
  entropyUnknown: "whether entropy predicts which rules are right cannot be told ({reason}).",
  noiseAsAssumed: "Noise (raters disagreeing about one response) does, the less of it the better ({numbers}).",
  noiseOpposite: "Noise (raters disagreeing about one response) does the wrong way round ({numbers}).",
  noiseNot: "Noise (raters disagreeing about one response) does not beyond chance ({numbers}).",
  noiseUnknown: "Whether noise (raters disagreeing about one response) does cannot be told ({reason}).",
  correlations: "correlation with accuracy {accuracy}; with accuracy on the pairs that a rule decides {decided}",
  better: "{name} weights beat uniform ones by {points} points.",
  worse: "{name} weights do worse than uniform ones: {points} points.",
  equal: "{name} weights do no better and no worse than uniform ones beyond chance: {points} points.",
  unknown: "{name} weights cannot be compared with uniform ones ({reason}).",
} as const;

const helps = {
  better: "{label} weights do better here than the present ones: {points} points. `weighting: {name}` uses them.",
  keep: "Trust the weights no further than this goes.",
} as const;

/** With fewer rules a correlation over rules says nothing. */
const RULES_WANTED = 5;

interface Tested {
  readonly at: Range;
  readonly preferences: PreferenceEvidence;
  readonly weightings: readonly Weighting[];
  /** The best of the weightings that beat the present one beyond chance. */
  readonly better: BetterWeighting | undefined;
}

export const premise: Check<Tested> = {
  code: "premise",
  summary:
    "Whether ENCORE's premise holds on your own preferences: entropy, noise, and the weights against uniform ones.",
  severity: "information",
  readsEvidence: true,
  messages,
  find(analysis) {
    const { rubric, preferences, weightings } = analysis;
    if (!rubric.rulesKey || !isDefined(preferences) || !isTestable(analysis, preferences)) return [];
    return [{ at: rubric.rulesKey, preferences, weightings, better: bestOf(preferences) }];
  },
  finding({ at, preferences, weightings, better }) {
    const message = fill(messages.tested, {
      pairs: show.counted(preferences.pairs, "pair"),
      entropy: correlationText(preferences.entropyVsAccuracy, {
        asAssumed: messages.entropyAsAssumed,
        opposite: messages.entropyOpposite,
        not: messages.entropyNot,
        unknown: messages.entropyUnknown,
      }),
      noise: correlationText(preferences.noiseVsAccuracy, {
        asAssumed: messages.noiseAsAssumed,
        opposite: messages.noiseOpposite,
        not: messages.noiseNot,
        unknown: messages.noiseUnknown,
      }),
      weightings: [weightingText("encore", "ENCORE", weightings), weightingText("signal", "Signal", weightings)].join(
        " ",
      ),
    });
    return { range: at, message, help: better ? fill(helps.better, betterText(better)) : helps.keep };
  },
  fixes: ({ better }, { rubric }) =>
    better
      ? [
          {
            title: `Set \`weighting: ${better.name}\`: ${show.points(better.gain)} points over the present weights`,
            kind: "quickfix",
            edits: setEncoreKey(rubric, "weighting", quoted(better.name, rubric.style !== "block")),
          },
        ]
      : [],
};

/** Nothing is said before all of it can be. */
function isTestable({ rules, weightings }: Analysis, preferences: PreferenceEvidence): boolean {
  const judged = rules.filter(({ preference, encoreWeight }) => isDefined(preference) && isDefined(encoreWeight));
  if (preferences.decidedPairs < DECIDED_PAIRS_WANTED || judged.length < RULES_WANTED) return false;
  const { entropyVsAccuracy, noiseVsAccuracy, better } = preferences;
  const compared = [differenceToUniform("encore", weightings), differenceToUniform("signal", weightings)];
  return ![entropyVsAccuracy, noiseVsAccuracy, better, ...compared].some(isPending);
}

interface Sentences {
  readonly asAssumed: `${string}{numbers}${string}`;
  readonly opposite: `${string}{numbers}${string}`;
  readonly not: `${string}{numbers}${string}`;
  readonly unknown: `${string}{reason}${string}`;
}

function correlationText(found: Maybe<Premise>, sentences: Sentences): string {
  if (!isDefined(found)) return fill(sentences.unknown, { reason: found.unavailable });
  const { accuracy, decidedAccuracy } = found;
  const known = {
    numbers: fill(messages.correlations, { accuracy: correlation(accuracy), decided: correlation(decidedAccuracy) }),
  };
  const sign = direction(found);
  return fill(sign < 0 ? sentences.asAssumed : sign > 0 ? sentences.opposite : sentences.not, known);
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

function correlation({ pearson, interval, p }: Correlation): string {
  if (!isDefined(pearson)) return `undefined (${pearson.unavailable})`;
  const around = isDefined(interval) ? ` ${show.interval(interval)}` : "";
  return `${show.signed(pearson)}${around}${isDefined(p) ? `, ${show.probability(p)}` : ""}`;
}

function weightingText(name: string, shown: string, weightings: readonly Weighting[]): string {
  const difference = differenceToUniform(name, weightings);
  if (!isDefined(difference)) return fill(messages.unknown, { name: shown, reason: difference.unavailable });
  const known = { name: shown, points: show.points(difference) };
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

function betterText({ name, gain }: BetterWeighting) {
  return { name, label: schemeOf(name).label, points: show.points(gain) };
}
