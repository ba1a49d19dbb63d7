import { judgeTests } from "../server/src/statistics/alternative-annotator.ts";
import { judgeProfile } from "../server/src/statistics/judge-profile.ts";
import type { Random } from "../server/src/statistics/random.ts";
import type { RatedBy } from "../server/src/statistics/rated-by.ts";
import { isDefined } from "../server/src/statistics/result.ts";
import { assignment, cuts, levelOf, mean, normals, ratedAs } from "./simulate-rated.ts";
import type { Study } from "./study.ts";
import { fixed, table } from "./table.ts";
import { type Cell, coverage, holds, randomOf, tally } from "./tally-cells.ts";

const EPSILON = 0.15;
/** Noise of a person, beside a quality of variance 1. */
const NOISE = 0.5;

const scales = {
  "five levels, even": cuts.five,
  "five levels, 85% fives": [-3, -2.4, -1.8, -1.04],
  "yes/no, 30% yes": cuts.two,
  "yes/no, 5% yes": cuts.rare,
} as const;
type ScaleName = keyof typeof scales;

interface Judge {
  readonly name: string;
  /** Its rating, of the quality and of a standard normal number; noise is what a judge of that kind has. */
  readonly rate: (quality: number, random: Random, of: readonly number[], worse: number) => number;
}

const asPerson = (quality: number, z: number, noise: number, of: readonly number[]): number =>
  levelOf((quality + noise * z) / Math.sqrt(1 + NOISE * NOISE), of);

const judges: readonly Judge[] = [
  { name: "one more person", rate: (quality, random, of) => asPerson(quality, random.normal(), NOISE, of) },
  { name: "worse by epsilon", rate: (quality, random, of, worse) => asPerson(quality, random.normal(), worse, of) },
  { name: "guesses", rate: (_, random, of) => asPerson(random.normal(), random.normal(), NOISE, of) },
  { name: "always the commonest", rate: (_, __, of) => commonestOf(of) },
];

function simulated(
  random: Random,
  items: number,
  people: number,
  judge: Judge,
  of: readonly number[],
  worse: number,
): RatedBy {
  const design = { prompts: items, responses: 1, raters: people + 1 };
  const quality = normals(random, items);
  return ratedAs(design, assignment(random, design), (item, rater) => {
    const q = quality[item] ?? 0;
    return rater < people ? asPerson(q, random.normal(), NOISE, of) : judge.rate(q, random, of, worse);
  });
}

/** The noise at which people are better than the judge by just epsilon, by halving on 2,000 items; in the balanced form where the scale is skewed. */
function noiseOfWorse(scale: ScaleName, people: number): number {
  const [, worse] = judges;
  if (!worse) return NOISE;
  const isSkewed = scale.includes("85%") || scale.includes("5% yes");
  let low = NOISE;
  let high = 20;
  for (let step = 0; step < 12; step++) {
    const noise = Math.sqrt(low * high);
    const rule = simulated(randomOf({ scale, people, step }), 2000, people, worse, scales[scale], noise);
    if (meanDifference(rule, people, isSkewed ? commonestOf(scales[scale]) : undefined) < EPSILON) low = noise;
    else high = noise;
  }
  return Math.sqrt(low * high);
}

function commonestOf(of: readonly number[]): number {
  return of.length === 1 ? 0 : 1;
}

/** Mean over people of (person's - judge's indicator); items where another departs from `commonest` weigh half where it is given. */
function meanDifference({ score }: RatedBy, people: number, commonest: number | undefined): number {
  let total = 0;
  for (let h = 0; h < people; h++) {
    const sums = [
      { n: 0, sum: 0 },
      { n: 0, sum: 0 },
    ];
    for (let first = 0; first < score.length; first += people + 1) {
      const others = [...score.subarray(first, first + people)].filter((_, rater) => rater !== h);
      const error = (x: number): number => others.reduce((sum, y) => sum + (x - y) ** 2, 0);
      const [person, judge] = [error(score[first + h] ?? 0), error(score[first + people] ?? 0)];
      const into = sums[commonest !== undefined && others.some((y) => y !== commonest) ? 1 : 0];
      if (!into) continue;
      into.n++;
      into.sum += (person <= judge + 1e-9 ? 1 : 0) - (judge <= person + 1e-9 ? 1 : 0);
    }
    const means = sums.filter(({ n }) => n > 0).map(({ n, sum }) => sum / n);
    total += mean(means) / people;
  }
  return total;
}

interface JudgeRates {
  readonly passes: Cell;
  readonly worse: Cell;
}

export function judgeRates(simulations: number, itemsOfCells: readonly number[] = [100, 400]): JudgeRates[] {
  return (Object.keys(scales) as ScaleName[]).flatMap((scale) =>
    [3, 6].flatMap((people) => {
      const noise = noiseOfWorse(scale, people);
      return itemsOfCells.flatMap((items) =>
        judges.map((judge) => {
          const setting = { scale, people, items, judge: judge.name };
          const random = randomOf(setting);
          const options = { people: [...Array(people).keys()], epsilon: EPSILON };
          const runs = Array.from({ length: simulations }, () => {
            const rule = simulated(random, items, people, judge, scales[scale], noise);
            const [test] = judgeTests([rule], people, options);
            return test && isDefined(test) ? { passes: test.mayReplace, worse: test.isWorse } : undefined;
          });
          const cell = (of: "passes" | "worse"): Cell => {
            let at = 0;
            return tally(setting, simulations, random, () => runs[at++]?.[of]);
          };
          return { passes: cell("passes"), worse: cell("worse") };
        }),
      );
    }),
  );
}

export function judgeSeverity(simulations: number): Cell[] {
  return [30, 100, 300].flatMap((items) =>
    [1, 3].map((people) => {
      const setting = { items, people };
      const [person] = judges;
      return tally(setting, simulations, randomOf(setting), (random) => {
        if (!person) return undefined;
        const rule = simulated(random, items, people, person, scales["five levels, even"], NOISE);
        const { severity } = judgeProfile(rule, people, [...Array(people).keys()], []);
        return isDefined(severity) ? holds(severity.interval, 0) : undefined;
      });
    }),
  );
}

export const study: Study = {
  name: "judges",
  title: "People and judges",
  run(simulations) {
    const rates = judgeRates(simulations);
    const share = (cell: Cell): string => (cell.intervals > 0 ? fixed(coverage(cell), 2) : "-");
    const rows = rates.map(({ passes, worse }) => [
      ...Object.values(passes.setting),
      fixed(passes.unavailable / (passes.unavailable + passes.intervals), 2),
      fixed(passes.covered / (passes.unavailable + passes.intervals), 2),
      share(worse),
    ]);
    const severity = judgeSeverity(5 * simulations).map((cell) => [
      ...Object.values(cell.setting),
      fixed(coverage(cell)),
    ]);
    const text = `How often a judge of known kind passes the alternative annotator test at epsilon .15, on items that all people and the judge rate: one
more person; one who is worse by just epsilon; one who guesses with the people's shares; one who always says the commonest value. "Undefined": a judge that always says
the same would pass, or too few items. \`judge-differs\` by the test is the last column. ${simulations} simulations a cell.

${table(["scale", "people", "items", "judge", "undefined", "passes", "shown worse, where defined"], rows)}

A judge's severity against the people's mean, of a judge who has none:

${table(["items", "people", "covers"], severity)}`;
    return { text };
  },
};
