/**
 * Each rater of HANNA and SummEval-OP in turn judges pairs of responses; the others' ratings must foresee the
 * judgement.
 */
import { existsSync, readFileSync } from "node:fs";
import { intervalAlpha } from "../server/src/statistics/alpha.ts";
import { heldOutBradleyTerry } from "../server/src/statistics/bradley-terry-held-out.ts";
import { correlation } from "../server/src/statistics/correlation.ts";
import { entropy } from "../server/src/statistics/entropy.ts";
import { foldsByPrompt } from "../server/src/statistics/folds.ts";
import { accuracyChange } from "../server/src/statistics/paired-bootstrap.ts";
import { type PairSet, pairSet } from "../server/src/statistics/pairs.ts";
import { peerWeights } from "../server/src/statistics/peer-weights.ts";
import type { RatedBy } from "../server/src/statistics/rated-by.ts";
import { raterPairs } from "../server/src/statistics/rater-pairs.ts";
import { reliabilities } from "../server/src/statistics/reliability.ts";
import { kelleyOf, signalOf } from "../server/src/statistics/reliability-weights.ts";
import { type Estimate, isDefined, type Maybe } from "../server/src/statistics/result.ts";
import { type Outcomes, outcomes } from "../server/src/statistics/reward.ts";
import { rulePreference } from "../server/src/statistics/rule-preference.ts";
import { finish } from "../server/src/statistics/steps.ts";
import { encoreWeights } from "../server/src/statistics/weights.ts";
import { countPatterns } from "../test/statistics/count-patterns.ts";
import { type Bench, markdownTable } from "./bench.ts";

const shared = new URL("../../shared/data/", import.meta.url);
const files = [
  { set: "HANNA", path: "hanna/derived/human_ratings_wide.csv" },
  { set: "SummEval-OP", path: "summeval-op/derived/ratings_wide.csv" },
];
/** Both sets rate from 1 to 5. */
const levels = [1, 2, 3, 4, 5];

interface RatedItem {
  readonly prompt: string;
  /** By rater: the ratings by rule. */
  readonly ratings: ReadonlyMap<string, readonly number[]>;
}

interface RatedSet {
  readonly name: string;
  readonly rules: readonly string[];
  readonly raters: readonly string[];
  readonly items: readonly RatedItem[];
}

interface Setting {
  readonly name: string;
  readonly pairs: PairSet;
  readonly uniform: number;
  /** By weighting, in the order of `weightings`: accuracy less that of equal weights. */
  readonly gains: readonly Maybe<Estimate>[];
  /** Peer weights are Kelley weights here. */
  readonly isKelley: boolean;
  readonly entropy: Premise;
  readonly noise: Premise;
}

const weightings = ["ENCORE, tau = 2", "signal", "Kelley", "peer", "Bradley-Terry"];

/** Pearson's r over the rules against their accuracy and their decided accuracy. */
interface Premise {
  readonly accuracy: Maybe<number>;
  readonly decided: Maybe<number>;
}

export const bench: Bench = {
  title: "Each rater held out in turn",
  page: "docs/weights.md",
  run() {
    const present = files.filter(({ path }) => existsSync(new URL(path, shared)));
    if (present.length === 0) return "Skipped: the rating files are not there.";
    const settings = present.flatMap(({ set, path }) => {
      const rated = readWide(set, readFileSync(new URL(path, shared), "utf8"));
      return rated.raters.map((judge) => measure(rated, judge));
    });
    return [accuracyTable(settings), premiseTable(settings)].join("\n\n");
  },
};

function accuracyTable(settings: readonly Setting[]): string {
  return markdownTable(
    ["judge", "pairs", "equal weights", ...weightings],
    settings.map(({ name, pairs, uniform, gains, isKelley }) => [
      name,
      pairs.pairs.toLocaleString("en"),
      `${(100 * uniform).toFixed(1)}%`,
      ...gains.map((gain, at) => {
        const text = isDefined(gain) ? difference(gain) : gain.unavailable;
        return isKelley && weightings[at] === "peer" ? `${text} (Kelley's)` : text;
      }),
    ]),
  );
}

function premiseTable(settings: readonly Setting[]): string {
  const shown = (r: Maybe<number>): string => (isDefined(r) ? signed(r, 2) : r.unavailable);
  return markdownTable(
    ["judge", "entropy, accuracy", "entropy, decided accuracy", "noise, accuracy", "noise, decided accuracy"],
    settings.map(({ name, entropy, noise }) => [
      name,
      ...[entropy.accuracy, entropy.decided, noise.accuracy, noise.decided].map(shown),
    ]),
  );
}

/** In points, with its interval; bold where the interval leaves out 0. */
function difference({ value, interval }: Estimate): string {
  if (!isDefined(interval)) return `${signed(100 * value, 1)} (${interval.unavailable})`;
  const text = `${signed(100 * value, 1)} [${signed(100 * interval.low, 1)}, ${signed(100 * interval.high, 1)}]`;
  return interval.low > 0 || interval.high < 0 ? `**${text}**` : text;
}

function signed(value: number, digits: number): string {
  const text = value.toFixed(digits);
  return value >= 0 ? `+${text}` : text;
}

function measure(rated: RatedSet, judge: string): Setting {
  const others = rated.raters.filter((rater) => rater !== judge);
  const pairs = pairsJudgedBy(rated, judge, others);
  const patterns = rated.rules.map((_, k) =>
    countPatterns(
      rated.items.map(({ ratings }) => others.flatMap((rater) => level(ratings.get(rater)?.[k]) ?? [])),
      levels.length,
    ),
  );
  const counts = rated.rules.map((_, k) =>
    levels.map((value) =>
      rated.items.reduce((n, { ratings }) => n + others.filter((rater) => ratings.get(rater)?.[k] === value).length, 0),
    ),
  );
  const entropies = Float64Array.from(counts, (ofRule) => {
    const h = entropy(ofRule);
    return isDefined(h) ? h : Number.NaN;
  });
  const rules = ratedByOthers(rated, others);
  const found = reliabilities(rules);
  const kappa = kelleyOf(found);
  const ofRaters = finish(raterPairs(rules));
  const peer =
    isDefined(kappa) && isDefined(ofRaters) ? finish(peerWeights(ofRaters, kappa)) : { unavailable: "too few ratings" };
  const noises = patterns.map((ofRule) => {
    const agreement = intervalAlpha(ofRule, levels);
    return isDefined(agreement) ? 1 - agreement.value : Number.NaN;
  });
  const uniform = outcomes(pairs, new Float64Array(pairs.rules).fill(1));
  const over = (judged: Maybe<Outcomes>): Maybe<Estimate> => {
    const change = isDefined(judged) ? finish(accuracyChange(pairs, uniform, judged)) : judged;
    return isDefined(change) ? change.difference : change;
  };
  const gain = (weights: Maybe<Float64Array>) => over(isDefined(weights) ? outcomes(pairs, weights) : weights);
  const right = uniform.filter((outcome) => !Number.isNaN(outcome));
  return {
    name: `${rated.name} ${judge}`,
    pairs,
    uniform: right.reduce((sum, outcome) => sum + outcome, 0) / right.length,
    gains: [
      gain(encoreWeights(entropies, 2)),
      gain(signalOf(found)),
      gain(kappa),
      gain(isDefined(peer) ? peer.weights : peer),
      over(finish(heldOutBradleyTerry(pairs, foldsByPrompt(pairs)))),
    ],
    isKelley: isDefined(peer) && peer.isKelley,
    entropy: premise(pairs, entropies),
    noise: premise(pairs, noises),
  };
}

function premise(pairs: PairSet, x: ArrayLike<number>): Premise {
  const rules = Array.from({ length: pairs.rules }, (_, k) => rulePreference(pairs, k));
  const accuracy = rules.map((rule) => (isDefined(rule) ? rule.accuracy : Number.NaN));
  const decided = rules.map((rule) =>
    isDefined(rule) && isDefined(rule.decidedAccuracy) ? rule.decidedAccuracy.value : Number.NaN,
  );
  return {
    accuracy: finish(correlation(x, accuracy)).pearson,
    decided: finish(correlation(x, decided)).pearson,
  };
}

/**
 * Of two responses of a prompt the one with the higher sum of the judge's ratings is preferred; equal sums make no
 * pair.
 */
function pairsJudgedBy(rated: RatedSet, judge: string, others: readonly string[]): PairSet {
  const { items, rules } = rated;
  const prompts = [...new Set(items.map(({ prompt }) => prompt))];
  const sum = items.map(
    ({ ratings }) => ratings.get(judge)?.reduce((total, rating) => total + rating, 0) ?? Number.NaN,
  );
  const [chosen, rejected, prompt]: [number[], number[], number[]] = [[], [], []];
  for (let a = 0; a < items.length; a++) {
    for (let b = a + 1; b < items.length; b++) {
      const lead = (sum[a] ?? 0) - (sum[b] ?? 0);
      if (items[a]?.prompt !== items[b]?.prompt || Number.isNaN(lead) || lead === 0) continue;
      chosen.push(lead > 0 ? a : b);
      rejected.push(lead > 0 ? b : a);
      prompt.push(prompts.indexOf(items[a]?.prompt ?? ""));
    }
  }
  return pairSet({
    items: items.length,
    scores: rules.map((_, k) => Float64Array.from(items, (item) => meanScore(item, k, others))),
    chosen: Int32Array.from(chosen),
    rejected: Int32Array.from(rejected),
    prompt: Int32Array.from(prompt),
  });
}

/** By rule the ratings of everybody but the judge. */
function ratedByOthers({ items, rules }: RatedSet, others: readonly string[]): RatedBy[] {
  const prompts = [...new Set(items.map(({ prompt }) => prompt))];
  const prompt = Int32Array.from(items, (item) => prompts.indexOf(item.prompt));
  return rules.map((_, k) => {
    const rows = items.flatMap(({ ratings }, item) =>
      others.flatMap((name, rater) => {
        const rating = ratings.get(name)?.[k];
        return level(rating) === undefined ? [] : [{ item, rater, score: ((rating ?? 1) - 1) / 4 }];
      }),
    );
    return {
      item: Uint32Array.from(rows, ({ item }) => item),
      rater: Uint32Array.from(rows, ({ rater }) => rater),
      score: Float64Array.from(rows, ({ score }) => score),
      items: items.length,
      raters: others.length,
      prompt,
    };
  });
}

function meanScore({ ratings }: RatedItem, rule: number, raters: readonly string[]): number {
  const given = raters.flatMap((rater) => ratings.get(rater)?.[rule] ?? []);
  return given.reduce((sum, rating) => sum + (rating - 1) / 4, 0) / given.length;
}

function level(rating: number | undefined): number | undefined {
  const index = levels.indexOf(rating ?? Number.NaN);
  return index < 0 ? undefined : index;
}

/** prompt_id, response_id, rater, then a column for each rule. */
function readWide(name: string, csv: string): RatedSet {
  const [header = "", ...lines] = csv.trim().split(/\r?\n/);
  const rules = header.split(",").slice(3);
  const items = new Map<string, { prompt: string; ratings: Map<string, number[]> }>();
  const raters = new Set<string>();
  for (const line of lines) {
    const [prompt = "", response = "", rater = "", ...ratings] = line.split(",");
    const key = `${prompt}/${response}`;
    const item = items.get(key) ?? { prompt, ratings: new Map() };
    item.ratings.set(rater, ratings.map(Number));
    items.set(key, item);
    raters.add(rater);
  }
  return { name, rules, raters: [...raters].sort(), items: [...items.values()] };
}
