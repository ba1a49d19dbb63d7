import { promptSums } from "../server/src/statistics/prompt-sums.ts";
import { isDefined } from "../server/src/statistics/result.ts";
import { componentsOf, type VarianceComponents } from "../server/src/statistics/variance-components.ts";
import { assignment, mean, normals, ratedAs } from "./simulate-rated.ts";
import type { Study } from "./study.ts";
import { groups, summary, table, worst } from "./table.ts";
import { type Cell, holds, randomOf, tally } from "./tally-cells.ts";

const parts: readonly (keyof VarianceComponents)[] = [
  "prompt",
  "response",
  "rater",
  "residual",
  "withinPromptReliability",
];

/** Variances of what a rating is the sum of: its prompt, response, rater and the rest. */
const truths = [
  { name: "even", prompt: 1, response: 1, rater: 0.5, rest: 1 },
  { name: "prompts", prompt: 2, response: 0.3, rater: 0.1, rest: 1 },
  { name: "noise", prompt: 0.1, response: 0.1, rater: 0.5, rest: 2 },
];

export function componentCoverage(simulations: number, promptsOfCells: readonly number[] = [10, 30, 100]): Cell[] {
  return truths.flatMap((truth) =>
    promptsOfCells.flatMap((prompts) =>
      [3, 6].flatMap((pool) => {
        const design = { prompts, responses: 4, raters: 3, pool };
        const found = parts.map((part) => ({ part, cells: [] as (boolean | undefined)[] }));
        const setting = { truth: truth.name, prompts, pool };
        const random = randomOf(setting);
        for (let s = 0; s < simulations; s++) {
          const assigned = assignment(random, design);
          const [ofPrompt, ofResponse, ofRater] = [
            normals(random, prompts).map((z) => z * Math.sqrt(truth.prompt)),
            normals(random, prompts * 4).map((z) => z * Math.sqrt(truth.response)),
            normals(random, pool).map((z) => z * Math.sqrt(truth.rater)),
          ];
          const rule = ratedAs(
            design,
            assigned,
            (item, rater) =>
              (ofPrompt[Math.floor(item / 4)] ?? 0) +
              (ofResponse[item] ?? 0) +
              (ofRater[rater] ?? 0) +
              Math.sqrt(truth.rest) * random.normal(),
          );
          const sums = promptSums(rule);
          const components = componentsOf(sums);
          // Severity is that of these raters, not of all whom they might have been.
          const middle = mean(ofRater);
          const severity = ofRater.reduce((sum, b) => sum + (b - middle) ** 2, 0) / (pool - 1);
          const f = mean(sums.overlap) / mean(sums.overlapPairs);
          const told = truth.response;
          const true_: Record<string, number> = {
            prompt: truth.prompt,
            response: told,
            rater: severity,
            residual: truth.rest,
            withinPromptReliability: told / (told + truth.rest + (1 - f) * severity),
          };
          for (const { part, cells } of found) {
            const one = components[part];
            cells.push(isDefined(one) ? holds(one.interval, true_[part] ?? Number.NaN) : undefined);
          }
        }
        return found.map(({ part, cells }) => {
          let at = 0;
          return tally({ part, ...setting }, simulations, random, () => cells[at++]);
        });
      }),
    ),
  );
}

export const study: Study = {
  name: "components",
  title: "Where the variance comes from",
  run(simulations) {
    const cells = componentCoverage(2 * simulations);
    const by = (name: string) =>
      table(
        [name, "cells", "lowest", "share of cells over .93", "mean"],
        groups(cells, ({ setting }) => setting[name] ?? "").map(([key, of]) => [key, ...summary(of)]),
      );
    const text = `Variance components and reliability within prompts; 4 responses a prompt, 3 ratings each, by the same 3 raters or by 3 of 6; three
mixtures of variances; ${2 * simulations} simulations a cell. Intervals are the jackknife over prompts.

${by("part")}

${by("prompts")}

The lowest:

${worst(cells, 6)}`;
    return { text };
  },
};
