import { accuracyChange } from "../server/src/statistics/paired-bootstrap.ts";
import { isDefined } from "../server/src/statistics/result.ts";
import { accuracyOf, outcomes } from "../server/src/statistics/reward.ts";
import { rulePreference } from "../server/src/statistics/rule-preference.ts";
import { finish } from "../server/src/statistics/steps.ts";
import { type PairDesign, simulatePairs } from "./simulate-pairs.ts";
import { type Cell, holds, randomOf, tally } from "./tally-cells.ts";

const promptsOfCells = [10, 30, 100];
const responsesOfCells = [2, 3, 5];
/** Truths that have no formula are means over this many prompts. */
const truthPrompts = 100_000;

/** Coverage of decided accuracy's clustered Wilson interval. */
export function accuracyCoverage(simulations: number, prompts: readonly number[] = promptsOfCells): Cell[] {
  return responsesOfCells.flatMap((responses) =>
    [0, 0.7, 2].flatMap((sight) =>
      [0, 1].flatMap((unevenness) => {
        const design = { responses, sight: [sight], unevenness };
        const truth = trueDecidedAccuracy({ ...design, prompts: truthPrompts });
        return prompts.map((G) => {
          const setting = { prompts: G, responses, sight, unevenness };
          return tally(setting, simulations, randomOf(setting), (random) => {
            const preference = rulePreference(simulatePairs(random, { ...design, prompts: G }), 0);
            if (!isDefined(preference) || !isDefined(preference.decidedAccuracy)) return undefined;
            return holds(preference.decidedAccuracy.interval, truth);
          });
        });
      }),
    ),
  );
}

/** A rule that sees nothing is right in half of its decided pairs, by symmetry. */
function trueDecidedAccuracy(design: PairDesign): number {
  if (design.sight[0] === 0) return 0.5;
  const preference = rulePreference(simulatePairs(randomOf({ truth: JSON.stringify(design) }), design), 0);
  if (!isDefined(preference) || !isDefined(preference.decidedAccuracy)) throw new Error("no decided pair");
  return preference.decidedAccuracy.value;
}

const weightings = { both: [0.5, 0.5], "first alone": [1, 0] };

/** Coverage of the paired bootstrap: both rules alike against the first alone. */
export function differenceCoverage(simulations: number, prompts: readonly number[] = promptsOfCells): Cell[] {
  return responsesOfCells.flatMap((responses) =>
    [
      [1, 1],
      [1, 0],
      [1.5, 1.2],
    ].flatMap((sight) => {
      const design = { responses, sight, unevenness: 0.5 };
      const truth = trueDifference({ ...design, prompts: truthPrompts });
      return prompts.map((G) => {
        const setting = { prompts: G, responses, sight: sight.join(", "), unevenness: 0.5 };
        return tally(setting, simulations, randomOf(setting), (random) => {
          const pairs = simulatePairs(random, { ...design, prompts: G });
          const change = finish(
            accuracyChange(pairs, outcomes(pairs, weightings["first alone"]), outcomes(pairs, weightings.both)),
          );
          return isDefined(change) ? holds(change.difference.interval, truth) : undefined;
        });
      });
    }),
  );
}

function trueDifference(design: PairDesign): number {
  const pairs = simulatePairs(randomOf({ truth: JSON.stringify(design) }), design);
  const both = accuracyOf(outcomes(pairs, weightings.both)).accuracy;
  const first = accuracyOf(outcomes(pairs, weightings["first alone"])).accuracy;
  if (!isDefined(both) || !isDefined(first)) throw new Error("no pair");
  return both - first;
}
