import { DECIDED_PAIRS_WANTED, type VerdictInput, verdictOf } from "../server/src/analysis/verdict.ts";
import { ac2 } from "../server/src/statistics/ac.ts";
import { intervalAlpha } from "../server/src/statistics/alpha.ts";
import { cautiousEffectiveRatings, effectiveRatings } from "../server/src/statistics/effective-ratings.ts";
import { total } from "../server/src/statistics/entropy.ts";
import { entropyInterval } from "../server/src/statistics/entropy-interval.ts";
import { holm } from "../server/src/statistics/holm.ts";
import { pairSet } from "../server/src/statistics/pairs.ts";
import { itemsRatedTwice } from "../server/src/statistics/patterns.ts";
import type { Random } from "../server/src/statistics/random.ts";
import { isDefined } from "../server/src/statistics/result.ts";
import { rulePreference } from "../server/src/statistics/rule-preference.ts";
import { specificAgreement } from "../server/src/statistics/specific-agreement.ts";
import { countPatterns } from "../test/statistics/count-patterns.ts";
import { cuts, levelOf, mean, normals } from "./simulate-rated.ts";
import type { Study } from "./study.ts";
import { table } from "./table.ts";
import { randomOf } from "./tally-cells.ts";

/** What a rule is in truth. */
interface Truth {
  readonly name: string;
  /** Correlation of what the rule is about with what makes a response preferred. */
  readonly value: number;
  /** Noise of one rating beside a quality of variance 1; infinite where raters see nothing. */
  readonly noise: number;
  readonly cuts: readonly number[];
  /** Verdicts that are right; without preferences, which some need, also these. */
  readonly right: readonly string[];
  readonly rightWithout?: readonly string[];
}

const skewed = [-2.2, -1.9, -1.5, -1.04];
const halves = [0];
const open = ["unproven", "uncertain", "no-warning"];

/** The rules of one rubric, so that Holm is over all of them. */
const truths: readonly Truth[] = [
  { name: "good, foresees preference", value: 0.8, noise: 0.35, cuts: cuts.five, right: ["reliable"] },
  { name: "good, yes/no", value: 0.8, noise: 0.2, cuts: halves, right: ["reliable"] },
  { name: "good, a trade-off", value: 0, noise: 0.35, cuts: cuts.five, right: ["reliable"] },
  { name: "turned the wrong way", value: -0.8, noise: 0.35, cuts: cuts.five, right: ["reversed"] },
  {
    name: "noisy, foresees preference",
    value: 1,
    noise: 1.2,
    cuts: cuts.five,
    right: ["noisy-but-predictive"],
    rightWithout: ["unreliable", "disputed"],
  },
  {
    name: "noise, even",
    value: 0,
    noise: Number.POSITIVE_INFINITY,
    cuts: cuts.five,
    right: ["unreliable", "disputed"],
  },
  {
    name: "noise, 85% fives",
    value: 0,
    noise: Number.POSITIVE_INFINITY,
    cuts: skewed,
    right: ["disputed", "unreliable"],
  },
  { name: "coin toss", value: 0, noise: Number.POSITIVE_INFINITY, cuts: halves, right: ["unreliable", "disputed"] },
  { name: "good, 4% yes", value: 0.3, noise: 0.2, cuts: [1.75], right: ["rare", "rare-but-predictive"] },
  {
    name: "noise, 3% yes",
    value: 0,
    noise: Number.POSITIVE_INFINITY,
    cuts: [1.88],
    right: ["disputed", "uninformative"],
  },
  { name: "always no", value: 0, noise: Number.POSITIVE_INFINITY, cuts: [9], right: ["uninformative"] },
  { name: "alpha about .5", value: 0, noise: 1, cuts: cuts.five, right: ["disputed", "unreliable"] },
];

interface ConfusionDesign {
  readonly responses: number;
  readonly raters: number;
  readonly hasPreferences: boolean;
}

const RESPONSES_A_PROMPT = 5;

/** The verdicts on one simulated rubric, by truth. */
function simulateVerdicts(random: Random, { responses, raters, hasPreferences }: ConfusionDesign): string[] {
  const preferred = normals(random, responses);
  const rated = truths.map(({ value, noise, cuts: of }) => {
    const own = normals(random, responses);
    return Array.from(preferred, (v, i) => {
      const quality = value * v + Math.sqrt(1 - value * value) * (own[i] ?? 0);
      return Array.from({ length: raters }, () => {
        const z = random.normal();
        return levelOf(Number.isFinite(noise) ? (quality + noise * z) / Math.sqrt(1 + noise * noise) : z, of);
      });
    });
  });
  const chance = hasPreferences ? chances(random, rated, preferred) : truths.map(() => "neither" as const);
  return rated.map((ratings, k) => verdictName(ratings, truths[k]?.cuts.length ?? 1, chance[k] ?? "neither"));
}

/** A judge who does not rate prefers by what makes a response preferred, with a little noise. */
function chances(
  random: Random,
  rated: readonly (readonly (readonly number[])[])[],
  preferred: Float64Array,
): VerdictInput["chance"][] {
  const seen = preferred.map((v) => v + 0.5 * random.normal());
  const [chosen, rejected, prompt]: [number[], number[], number[]] = [[], [], []];
  for (let i = 0; i < seen.length; i++)
    for (let j = i - (i % RESPONSES_A_PROMPT); j < i; j++) {
      const isFirst = (seen[i] ?? 0) > (seen[j] ?? 0);
      chosen.push(isFirst ? i : j);
      rejected.push(isFirst ? j : i);
      prompt.push(Math.floor(i / RESPONSES_A_PROMPT));
    }
  const set = pairSet({
    items: seen.length,
    scores: rated.map((ratings) => Float64Array.from(ratings, mean)),
    chosen: Int32Array.from(chosen),
    rejected: Int32Array.from(rejected),
    prompt: Int32Array.from(prompt),
  });
  const found = rated.map((_, k) => rulePreference(set, k));
  const p = holm(
    found.map((one) =>
      isDefined(one) && one.wins + one.losses >= DECIDED_PAIRS_WANTED && isDefined(one.p) ? one.p : Number.NaN,
    ),
  );
  return found.map((one, k) => {
    if (!((p[k] ?? 1) <= 0.05) || !isDefined(one) || !isDefined(one.decidedAccuracy)) return "neither";
    return one.decidedAccuracy.value > 0.5 ? "better" : "worse";
  });
}

export function verdictName(
  ratings: readonly (readonly number[])[],
  highest: number,
  chance: VerdictInput["chance"],
): string {
  const levels = highest + 1;
  const numbers = ratings.map((own) => own.map((score) => Math.round(score * highest)));
  const patterns = countPatterns(numbers, levels);
  const counts = new Float64Array(levels);
  for (const v of numbers.flat()) counts[v] = (counts[v] ?? 0) + 1;
  const n = total(counts);
  const commonest = counts.indexOf(Math.max(...counts));
  const departing = numbers.filter((own) => own.some((v) => v !== commonest)).length;
  const specific = specificAgreement(patterns);
  const entropy = entropyInterval(
    counts,
    effectiveRatings(n, patterns, levels),
    cautiousEffectiveRatings(n, patterns, levels),
  );
  const most = Math.log(levels);
  const found = verdictOf({
    isGate: false,
    n,
    levels,
    offScaleShare: 0,
    conflictingShare: 0,
    largestShare: Math.max(...counts) / n,
    departingShare: departing / ratings.length,
    specificAgreement: isDefined(specific) ? specific.value : specific,
    normalizedEntropy: isDefined(entropy)
      ? { ...entropy, low: entropy.low / most, high: entropy.high / most }
      : entropy,
    limit: 0.85,
    chance,
    itemsRatedTwice: itemsRatedTwice(patterns),
    alpha: intervalAlpha(
      patterns,
      Float64Array.from({ length: levels }, (_, v) => v),
    ),
    ac2: ac2(patterns, levels),
  });
  if (!isDefined(found)) return "withheld";
  return found.name === "disputed" && found.kind === "information" ? "disputed (information)" : found.name;
}

interface Confusion extends ConfusionDesign {
  /** By truth: how often each verdict. */
  readonly verdicts: readonly ReadonlyMap<string, number>[];
  readonly simulations: number;
}

export function confusions(
  simulations: number,
  responsesOfCells: readonly number[] = [50, 150, 500],
  ratersOfCells: readonly number[] = [1, 2, 3],
): Confusion[] {
  return [false, true].flatMap((hasPreferences) =>
    ratersOfCells.flatMap((raters) =>
      responsesOfCells.map((responses) => {
        const design = { responses, raters, hasPreferences };
        const random = randomOf({ responses, raters, preferences: hasPreferences ? 1 : 0 });
        const verdicts = truths.map(() => new Map<string, number>());
        for (let s = 0; s < simulations; s++)
          for (const [k, name] of simulateVerdicts(random, design).entries())
            verdicts[k]?.set(name, (verdicts[k]?.get(name) ?? 0) + 1);
        return { ...design, verdicts, simulations };
      }),
    ),
  );
}

/** Verdicts that warn, and so accuse. */
const warnings = ["reversed", "uninformative", "unreliable", "disputed"];

/** How often a truth gets a verdict of these. */
export function share(confusion: Confusion, truth: string, names: readonly string[]): number {
  const of = confusion.verdicts[truths.findIndex(({ name }) => name === truth)];
  return names.reduce((sum, name) => sum + (of?.get(name) ?? 0), 0) / confusion.simulations;
}

export const study: Study = {
  name: "confusion",
  title: "Truth against verdict",
  run(simulations) {
    const runs = Math.max(1, Math.round(simulations / 4));
    const found = confusions(runs);
    const cell = (confusion: Confusion | undefined, k: number): string =>
      [...(confusion?.verdicts[k] ?? [])]
        .sort(([, a], [, b]) => b - a)
        .slice(0, 3)
        .map(([name, times]) => `${name} ${Math.round((100 * times) / runs)}`)
        .filter((text) => !/ [0-4]$/.test(text))
        .join(", ");
    const responses = [...new Set(found.map((one) => one.responses))];
    const block = (hasPreferences: boolean, raters: number): string => {
      const own = found.filter((one) => one.hasPreferences === hasPreferences && one.raters === raters);
      const rows = truths.map(({ name }, k) => [
        name,
        ...responses.map((n) =>
          cell(
            own.find((one) => one.responses === n),
            k,
          ),
        ),
      ]);
      const what = raters === 1 ? "One rating a response" : `${raters} raters`;
      return `${what}, ${hasPreferences ? "with" : "without"} preferences:\n\n${table(["truth", ...responses.map((n) => `${n} responses`)], rows)}`;
    };
    const wrong = found.map((one) => {
      const accused = truths.map(({ name, right, rightWithout = [] }) => {
        const isRight = one.hasPreferences ? right : [...right, ...rightWithout];
        return share(
          one,
          name,
          warnings.filter((verdict) => !isRight.includes(verdict)),
        );
      });
      const worst = truths[accused.indexOf(Math.max(...accused))]?.name ?? "";
      const cleared = truths
        .filter(({ noise }) => !Number.isFinite(noise))
        .map(({ name }) => share(one, name, ["reliable"]));
      return [
        one.hasPreferences ? "yes" : "no",
        one.raters,
        one.responses,
        `${Math.round(100 * Math.max(...accused))}%`,
        Math.max(...accused) > 0 ? worst : "",
        `${Math.round(100 * Math.max(...cleared))}%`,
      ];
    });
    const text = `A rubric of twelve rules whose truth is known, rated by 1 to 3 raters, with the preferences of somebody who does not rate (5 responses a prompt, each two of
them a pair) and without; Holm over the twelve. Verdicts in percent of ${runs} simulations, the three commonest, from 5% on.

The worst of it: the highest rate, over the twelve rules, of a warning that is wrong, and of noise that is called \`reliable\`.

${table(["preferences", "raters", "responses", "a wrong warning", "of", "noise called reliable"], wrong)}

${[true, false].flatMap((hasPreferences) => [3, 2, 1].map((raters) => block(hasPreferences, raters))).join("\n\n")}

Right for each rule, where there is enough to tell: ${truths.map(({ name, right }) => `${name}: ${right.join(" or ")}`).join("; ")}. Until then: ${open.join(", ")}.`;
    return { text };
  },
};
