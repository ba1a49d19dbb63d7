import { ordinalAlpha } from "../server/src/statistics/alpha.ts";
import { itemsRatedTwice } from "../server/src/statistics/patterns.ts";
import { responsesForAccuracy, responsesForAlpha } from "../server/src/statistics/responses-wanted.ts";
import { isDefined } from "../server/src/statistics/result.ts";
import { rulePreference } from "../server/src/statistics/rule-preference.ts";
import { shape } from "./shapes.ts";
import { simulatePairs } from "./simulate-pairs.ts";
import { simulateRatings } from "./simulate-ratings.ts";
import type { Study } from "./study.ts";
import { fixed, table } from "./table.ts";
import { type Cell, coverage, randomOf, tally } from "./tally-cells.ts";

const BORDER = 0.667;

/** Cells count the questions that are settled after collecting what was advised; those settled before, or not worth it, are left out. */
export function settledAlpha(simulations: number): Cell[] {
  return [0.3, 0.5, 0.8, 0.9].flatMap((agreement) =>
    [20, 50].map((items) => {
      const setting = { question: "alpha past .667", truth: agreement, responses: items };
      const design = { shape: shape("1/5 each", [1, 1, 1, 1, 1]), raters: 3, agreement };
      return tally(setting, simulations, randomOf(setting), (random) => {
        const { patterns } = simulateRatings(random, { ...design, items });
        const alpha = ordinalAlpha(patterns, 5);
        if (!isDefined(alpha)) return undefined;
        const advised = responsesForAlpha(alpha, BORDER, itemsRatedTwice(patterns), items);
        if (!isDefined(advised) || advised.more === 0 || advised.isTooMany) return undefined;
        const again = ordinalAlpha(simulateRatings(random, { ...design, items: items + advised.more }).patterns, 5);
        if (!isDefined(again) || !isDefined(again.interval)) return undefined;
        return again.interval.low >= BORDER || again.interval.high < BORDER;
      });
    }),
  );
}

export function settledAccuracy(simulations: number): Cell[] {
  return [0.3, 0.6, 1].flatMap((seen) =>
    [12, 30].map((prompts) => {
      const setting = { question: "accuracy off one half", truth: `sees ${seen}`, responses: 3 * prompts };
      const design = { responses: 3, sight: [seen], unevenness: 0.3 };
      return tally(setting, simulations, randomOf(setting), (random) => {
        const found = rulePreference(simulatePairs(random, { ...design, prompts }), 0);
        if (!isDefined(found) || !isDefined(found.decidedAccuracy) || !isDefined(found.p)) return undefined;
        if (found.p < 0.05) return undefined;
        const { deff, tieShare, pairs } = found;
        const advised = responsesForAccuracy(
          { accuracy: found.decidedAccuracy.value, deff, tieShare, pairs },
          3 * prompts,
        );
        if (!isDefined(advised) || advised.more === 0 || advised.isTooMany) return undefined;
        const more = Math.ceil((3 * prompts + advised.more) / 3);
        const again = rulePreference(simulatePairs(random, { ...design, prompts: more }), 0);
        return isDefined(again) && isDefined(again.p) ? again.p < 0.05 : undefined;
      });
    }),
  );
}

export const study: Study = {
  name: "responses-wanted",
  title: "Responses wanted",
  run(simulations) {
    const cells = [...settledAlpha(simulations), ...settledAccuracy(2 * simulations)];
    const pooled = [...new Set(cells.map(({ setting }) => setting.question ?? ""))].map((question) => {
      const own = cells.filter(({ setting }) => setting.question === question);
      const sum = (of: (cell: Cell) => number): number => own.reduce((total, cell) => total + of(cell), 0);
      return [
        question,
        sum(({ intervals }) => intervals),
        fixed(sum(({ covered }) => covered) / sum(({ intervals }) => intervals), 2),
      ];
    });
    const rows = cells.map((cell) => [
      ...Object.values(cell.setting),
      cell.intervals,
      cell.intervals > 0 ? fixed(coverage(cell), 2) : "-",
    ]);
    const text = `A first sample leaves a question open; as many responses as advised are collected in its place, in the same design: how often is the question
settled then? Only samples that leave it open and whose advice is not "not worth it" count. Wanted: .80.

${table(["question", "samples", "settled"], pooled)}

By truth and size of the first sample. What 20 responses say of how far the truth is from the border is itself uncertain, so their advice is too little more
often, and too much less often, than that of 50.

${table(["question", "truth", "responses", "samples", "settled"], rows)}`;
    return { text };
  },
};
