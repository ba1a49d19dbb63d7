import { likeRules } from "../server/src/statistics/like-rules.ts";
import { isDefined } from "../server/src/statistics/result.ts";
import { finish } from "../server/src/statistics/steps.ts";
import { assignment, cuts, levelOf, normals, ratedAs } from "./simulate-rated.ts";
import type { Study } from "./study.ts";
import { fixed, table } from "./table.ts";
import { type Cell, coverage, randomOf, tally } from "./tally-cells.ts";

/** Cells count the pairs that are called redundant as covered. */
export function redundantRates(simulations: number): Cell[] {
  return (["five", "two", "rare"] as const).flatMap((levels) =>
    [0, 0.85, 0.9, 1].flatMap((rho) =>
      [0, 1].map((promptDifferences) => {
        const setting = { levels, "true correlation": rho, "prompt differences": promptDifferences };
        const design = { prompts: 100, responses: 5, raters: 3 };
        return tally(setting, simulations, randomOf(setting), (random) => {
          const assigned = assignment(random, design);
          const ofPrompt = normals(random, 100);
          const first = normals(random, 500);
          const second = normals(random, 500).map((z, i) => rho * (first[i] ?? 0) + Math.sqrt(1 - rho * rho) * z);
          // A rater sees what is true with noise of a third of its variance.
          const size = Math.sqrt(1 + promptDifferences * 4 + 1 / 3);
          const rules = [first, second].map((truth) =>
            ratedAs(design, assigned, (item) => {
              const seen = (truth[item] ?? 0) + promptDifferences * 2 * (ofPrompt[Math.floor(item / 5)] ?? 0);
              return levelOf((seen + Math.sqrt(1 / 3) * random.normal()) / size, cuts[levels]);
            }),
          );
          const found = finish(likeRules(rules));
          return isDefined(found) ? found.pairs.length > 0 : undefined;
        });
      }),
    ),
  );
}

export const study: Study = {
  name: "redundancy",
  title: "Rules that say the same",
  run(simulations) {
    const cells = redundantRates(simulations);
    const rows = cells.map((cell) => [...Object.values(cell.setting), fixed(coverage(cell), 2)]);
    const text = `How often two rules are called \`redundant\`: 100 prompts of 5 responses, 3 raters, on five levels, on two (30% above), and on two of
which one is rare (5%); true correlation of what the rules are about within a prompt. With prompt differences of 1, prompts vary four times as much as
responses, alike under both rules. ${simulations} simulations a cell. Wanted: .06 at most up to .9, over half at 1.

${table([...Object.keys(cells[0]?.setting ?? {}), "called redundant"], rows)}`;
    return { text };
  },
};
