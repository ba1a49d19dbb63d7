/** All statistics of 280,000 ratings by 4 raters of 7 rules with 40,000 pairs, on one core, beside NumPy and NLTK. */
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { ac1, ac2 } from "../server/src/statistics/ac.ts";
import { adaptive } from "../server/src/statistics/adaptive.ts";
import { intervalAlpha, nominalAlpha, ordinalAlpha } from "../server/src/statistics/alpha.ts";
import { bestRule } from "../server/src/statistics/best-rule.ts";
import { fitBradleyTerry } from "../server/src/statistics/bradley-terry.ts";
import { heldOutBradleyTerry } from "../server/src/statistics/bradley-terry-held-out.ts";
import { correlation } from "../server/src/statistics/correlation.ts";
import { entropy } from "../server/src/statistics/entropy.ts";
import { entropyInterval } from "../server/src/statistics/entropy-interval.ts";
import { foldsByPrompt } from "../server/src/statistics/folds.ts";
import { leaveEachOut } from "../server/src/statistics/leave-one-out.ts";
import { accuracyChange } from "../server/src/statistics/paired-bootstrap.ts";
import type { PairSet } from "../server/src/statistics/pairs.ts";
import { randomWeights } from "../server/src/statistics/random-weights.ts";
import { alphaReliabilities } from "../server/src/statistics/reliability.ts";
import { signalOf } from "../server/src/statistics/reliability-weights.ts";
import { isDefined, type Maybe } from "../server/src/statistics/result.ts";
import { type Outcomes, outcomes } from "../server/src/statistics/reward.ts";
import { rulePreference } from "../server/src/statistics/rule-preference.ts";
import { finish } from "../server/src/statistics/steps.ts";
import { temperatureSweep } from "../server/src/statistics/temperature-sweep.ts";
import { weightIntervals } from "../server/src/statistics/weight-interval.ts";
import { encoreWeights } from "../server/src/statistics/weights.ts";
import { countPatterns } from "../test/statistics/count-patterns.ts";
import { type Bench, fastest, markdownTable } from "./bench.ts";
import { generateRatings, size } from "./rated-pairs.ts";

interface Part {
  readonly name: string;
  run(): unknown;
}

export const bench: Bench = {
  title: "Statistics",
  run() {
    const { ratings, pairs } = generateRatings();
    const parts = [...ratingParts(ratings), ...pairParts(pairs, entropiesOf(ratings))];
    const cold = parts.map((part) => ({ ...part, first: fastest(1, part.run) }));
    const rows = cold.map(({ name, first, run }) => ({ name, first, warm: fastest(3, run) }));
    const sum = (of: (row: (typeof rows)[number]) => number): number => rows.reduce((total, row) => total + of(row), 0);
    const total = { name: "**everything**", first: sum((row) => row.first), warm: sum((row) => row.warm) };
    const milliseconds = (ms: number): string => ms.toFixed(1);
    return [
      `${(ratings.length * pairs.items * size.raters).toLocaleString("en")} ratings by ${size.raters} raters of ` +
        `${size.rules} rules, ${pairs.pairs.toLocaleString("en")} pairs of ${pairs.prompts.toLocaleString("en")} prompts; ` +
        "one core, milliseconds, after the tallies. First: the first time in a process; then: the fastest of three more.",
      markdownTable(
        ["", "first", "then"],
        [...rows, total].map(({ name, first, warm }) => [name, milliseconds(first), milliseconds(warm)]),
      ),
      compareWithPython(ratings, pairs),
    ].join("\n\n");
  },
};

type Ratings = readonly (readonly Uint8Array[])[];

const values = Float64Array.of(1, 2, 3, 4, 5);

function histogram(ofRule: readonly Uint8Array[]): Float64Array {
  const counts = new Float64Array(size.levels);
  for (const given of ofRule) for (const v of given) counts[v] = (counts[v] ?? 0) + 1;
  return counts;
}

function entropiesOf(ratings: Ratings): Float64Array {
  return Float64Array.from(ratings, (ofRule) => known(entropy(histogram(ofRule))));
}

function ratingParts(ratings: Ratings): Part[] {
  const counts = ratings.map(histogram);
  const rules = ratings.map((ofRule) => ({ patterns: countPatterns(ofRule, size.levels), values }));
  const effective = counts.map((ofRule) => ({ counts: ofRule, effective: ofRule.reduce((n, c) => n + c, 0) / 3 }));
  const each = (work: (rule: (typeof rules)[number]) => unknown) => () => rules.forEach(work);
  return [
    {
      name: "entropy intervals, all rules",
      run: () => effective.map((one) => entropyInterval(one.counts, one.effective)),
    },
    { name: "weight intervals", run: () => finish(weightIntervals(effective, 2)) },
    {
      name: "alpha (nominal, ordinal, interval) with intervals, all rules",
      run: each(({ patterns }) => [
        nominalAlpha(patterns, size.levels),
        ordinalAlpha(patterns, size.levels),
        intervalAlpha(patterns, values),
      ]),
    },
    {
      name: "AC1 and AC2 with intervals, all rules",
      run: each(({ patterns }) => [ac1(patterns, size.levels), ac2(patterns, size.levels)]),
    },
    { name: "signal weights", run: () => signalOf(alphaReliabilities(rules)) },
  ];
}

function pairParts(pairs: PairSet, entropies: Float64Array): Part[] {
  const folds = foldsByPrompt(pairs);
  const uniform = outcomes(pairs, new Float64Array(pairs.rules).fill(1));
  const encore = encoreWeights(entropies, 2);
  const fit = known(finish(fitBradleyTerry(pairs)));
  const gain = (found: Maybe<Outcomes>) => finish(accuracyChange(pairs, uniform, known(found)));
  return [
    { name: "each rule's accuracy, clustered", run: () => Array.from(entropies, (_, k) => rulePreference(pairs, k)) },
    { name: "a weighting's accuracy", run: () => outcomes(pairs, encore) },
    { name: "a difference, 1,000 draws", run: () => gain(outcomes(pairs, encore)) },
    { name: "best rule, held out, with difference", run: () => gain(known(finish(bestRule(pairs, folds))).outcomes) },
    { name: "200 random weightings, with difference", run: () => gain(known(finish(randomWeights(pairs))).outcomes) },
    { name: "Bradley-Terry, full fit", run: () => finish(fitBradleyTerry(pairs)) },
    {
      name: "Bradley-Terry, five folds, with difference",
      run: () => gain(finish(heldOutBradleyTerry(pairs, folds, fit.weights))),
    },
    { name: "temperature sweep, with gain", run: () => finish(temperatureSweep(pairs, entropies, folds)) },
    { name: "each rule left out, with differences", run: () => finish(leaveEachOut(pairs, encore)) },
    { name: "adaptive selection", run: () => finish(adaptive(pairs)) },
    { name: "five correlations with permutation p", run: () => correlations(pairs, entropies) },
  ];
}

function correlations(pairs: PairSet, entropies: Float64Array): void {
  const accuracy = entropies.map((_, k) => known(rulePreference(pairs, k)).accuracy);
  for (let i = 0; i < 5; i++) finish(correlation(entropies, accuracy));
}

function compareWithPython(ratings: Ratings, pairs: PairSet): string {
  const uniform = outcomes(pairs, new Float64Array(pairs.rules).fill(1));
  const other = outcomes(
    pairs,
    Float64Array.from({ length: pairs.rules }, (_, k) => (k === 0 ? 1 : 0)),
  );
  const ofRule = ratings[0] ?? [];
  const ofLevels = histogram(ofRule);
  const python = runPython({
    ratings: ofRule.map((given) => Array.from(given, (v) => values[v] ?? 0)),
    differences: Array.from(other, (outcome, p) => outcome - (uniform[p] ?? 0)),
    prompts: [...pairs.prompt],
    histogram: [...ofLevels].map((n) => n / 100),
  });
  if (!python) return "Not compared: Python with NumPy is not there (Debian: `python3-numpy python3-nltk`).";
  const patterns = countPatterns(ofRule, size.levels);
  const sparse = ofLevels.map((n) => Math.round(n / 100));
  const total = sparse.reduce((sum, n) => sum + n, 0);
  const ours = {
    bootstrap: fastest(5, () => finish(accuracyChange(pairs, uniform, other))),
    entropy: fastest(5, () => entropyInterval(sparse, total)),
    alpha: fastest(5, () => intervalAlpha(patterns, values)),
  };
  const row = (name: string, us: number, them: number | undefined): string[] =>
    them === undefined
      ? [name, us.toFixed(2), "not there", ""]
      : [name, us.toFixed(2), them.toFixed(1), `${(them / us).toPrecision(2)} x`];
  return markdownTable(
    ["milliseconds", "Encore", "Python", "as fast"],
    [
      row("a paired bootstrap of 1,000 draws; NumPy, drawing prompts", ours.bootstrap, python.bootstrap),
      row("the same; NumPy, drawing kinds of prompts", ours.bootstrap, python.bootstrapByKind),
      row("an entropy interval of 2,000 draws; NumPy", ours.entropy, python.entropy),
      row("alpha of one rule, ours with its interval; NLTK without", ours.alpha, python.alpha),
    ],
  );
}

interface PythonTimes {
  readonly bootstrap: number;
  readonly bootstrapByKind: number;
  readonly entropy: number;
  /** Only where NLTK is there. */
  readonly alpha?: number;
}

/** Debian's own Python first: its packages are there even where another Python comes first in the path. */
function runPython(input: unknown): PythonTimes | undefined {
  const script = fileURLToPath(new URL("./statistics.py", import.meta.url));
  for (const python of ["/usr/bin/python3", "python3"]) {
    const done = spawnSync(python, [script], { input: JSON.stringify(input), encoding: "utf8", maxBuffer: 1 << 26 });
    if (done.status === 0) return JSON.parse(done.stdout) as PythonTimes;
  }
  return undefined;
}

function known<T>(value: Maybe<T>): T {
  if (!isDefined(value)) throw new Error(value.unavailable);
  return value;
}
