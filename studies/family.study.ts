import { holm } from "../server/src/statistics/holm.ts";
import { isDefined } from "../server/src/statistics/result.ts";
import { rulePreference } from "../server/src/statistics/rule-preference.ts";
import { simulatePairs } from "./simulate-pairs.ts";
import type { Study } from "./study.ts";
import { fixed, table } from "./table.ts";
import { type Cell, coverage, randomOf, tally } from "./tally-cells.ts";

const DECIDED_PAIRS_WANTED = 30;

/** Rubrics of rules that see nothing: how often any is called worse than chance, with Holm and without. */
export function familyRates(
  simulations: number,
  rulesOfCells: readonly number[] = [10, 30, 100],
  promptsOfCells: readonly number[] = [5, 10, 20, 50],
): { readonly corrected: Cell; readonly uncorrected: Cell }[] {
  return rulesOfCells.flatMap((rules) =>
    promptsOfCells.map((prompts) => {
      const setting = { rules, prompts };
      const random = randomOf(setting);
      const sight = new Array<number>(rules).fill(0);
      const runs = Array.from({ length: simulations }, () => {
        const pairs = simulatePairs(random, { prompts, responses: 6, sight, unevenness: 0.5 });
        const found = sight.map((_, k) => rulePreference(pairs, k));
        const isWorse = found.map(
          (one) => isDefined(one) && isDefined(one.decidedAccuracy) && one.decidedAccuracy.value < 0.5,
        );
        const p = found.map((one) =>
          isDefined(one) && one.wins + one.losses >= DECIDED_PAIRS_WANTED && isDefined(one.p) ? one.p : Number.NaN,
        );
        const any = (values: ArrayLike<number>): boolean =>
          isWorse.some((worse, k) => worse && (values[k] ?? 1) <= 0.05);
        return { corrected: any(holm(p)), uncorrected: any(p) };
      });
      const cell = (of: "corrected" | "uncorrected"): Cell => {
        let at = 0;
        return tally(setting, simulations, random, () => runs[at++]?.[of]);
      };
      return { corrected: cell("corrected"), uncorrected: cell("uncorrected") };
    }),
  );
}

export const study: Study = {
  name: "family",
  title: "Rubrics of many rules",
  run(simulations) {
    const rates = familyRates(simulations);
    const rows = rates.map(({ corrected, uncorrected }) => [
      ...Object.values(corrected.setting),
      fixed(coverage(uncorrected)),
      fixed(coverage(corrected)),
    ]);
    const text = `How often a rubric whose rules have nothing to do with the preference gets a \`reversed\`: 6 responses a prompt, each two of them a pair.
${simulations} simulations a cell. Wanted: .06 at most after Holm.

${table(["rules", "prompts", "each rule by itself", "Holm over the rules"], rows)}`;
    return { text };
  },
};
