import { isDefined } from "../server/src/statistics/result.ts";
import { severeRaters } from "../server/src/statistics/severe-raters.ts";
import { raterProfiles } from "../server/src/statistics/severity.ts";
import { assignment, ratedAs } from "./simulate-rated.ts";
import type { Study } from "./study.ts";
import { fixed, table } from "./table.ts";
import { type Cell, coverage, holds, randomOf, tally } from "./tally-cells.ts";

interface Severities {
  readonly covers: Cell;
  readonly accused: Cell;
  readonly found: Cell;
}

/** Raters of whom the last is severe by `severity`; the others are alike. */
export function severityRates(simulations: number, itemsOfCells: readonly number[] = [30, 100, 300]): Severities[] {
  return itemsOfCells.flatMap((items) =>
    [3, 6].flatMap((pool) =>
      [0, 0.1, 0.25].map((severity) => {
        const setting = { items, raters: pool, "one rater severe by": severity };
        const random = randomOf(setting);
        const design = { prompts: items, responses: 1, raters: 3, pool };
        const runs = Array.from({ length: simulations }, () => {
          const assigned = assignment(random, design);
          const rule = ratedAs(design, assigned, (_, rater) => (rater === pool - 1 ? severity : 0));
          const quality = Float64Array.from({ length: items }, () => 0.5 + 0.2 * random.normal());
          const rated = {
            ...rule,
            score: rule.score.map((b, r) => (quality[rule.item[r] ?? 0] ?? 0) + b + 0.15 * random.normal()),
          };
          const told = severeRaters(rated);
          const profile = raterProfiles(rated)[pool - 1]?.severity;
          const isSevere = isDefined(told) ? told.map((one) => one.isSevere) : [];
          return {
            covers: profile && isDefined(profile) ? holds(profile.interval, severity) : undefined,
            accused: isSevere.slice(0, pool - 1).some(Boolean),
            found: isSevere[pool - 1] ?? false,
          };
        });
        const cell = (of: (run: (typeof runs)[number]) => boolean | undefined): Cell => {
          let at = 0;
          return tally(setting, simulations, random, () => {
            const run = runs[at++];
            return run ? of(run) : undefined;
          });
        };
        return {
          covers: cell(({ covers }) => covers),
          accused: cell((run) => run.accused),
          found: cell((run) => run.found),
        };
      }),
    ),
  );
}

export const study: Study = {
  name: "severity",
  title: "Severe raters",
  run(simulations) {
    const rates = severityRates(2 * simulations);
    const rows = rates.map(({ covers, accused, found }) => [
      ...Object.values(covers.setting),
      fixed(coverage(covers)),
      fixed(coverage(accused)),
      fixed(coverage(found)),
    ]);
    const text = `Three ratings an item by 3 raters or by 3 of 6, of whom one is severe by a share of the scale; the rest rate alike, with a
standard deviation of .15. How often severity's interval (against the mean of the others) covers, how often \`severe-rater\` accuses another rater than that one,
and how often that one. ${2 * simulations} simulations a cell. A severity of .1 is the border: it is not to be found in more than .05.

${table(["items", "raters", "one rater severe by", "severity covers", "an innocent accused", "that one accused"], rows)}`;
    return { text };
  },
};
