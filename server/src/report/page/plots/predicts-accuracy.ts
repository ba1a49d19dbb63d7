import * as Plot from "@observablehq/plot";
import type { Analysis, Premise, RuleAnalysis } from "../../../analysis/analysis.ts";
import * as show from "../../../analysis/format.ts";
import { isDefined, type Maybe } from "../../../statistics/result.ts";
import { BLUE, ORANGE, type ReportPlot } from "./plot.ts";

/** Whether a number that needs no preferences foresees how often a rule is right. */
function predictor(
  title: string,
  label: string,
  colour: string,
  read: (rule: RuleAnalysis) => number | undefined,
  premise: (analysis: Analysis) => Maybe<Premise>,
): ReportPlot {
  const points = ({ rules }: Analysis) =>
    rules.flatMap((rule) => {
      const x = read(rule);
      if (x === undefined || !isDefined(rule.preference) || !isDefined(rule.preference.decidedAccuracy)) return [];
      const { value, interval } = rule.preference.decidedAccuracy;
      const [low, high] = isDefined(interval) ? [interval.low, interval.high] : [value, value];
      return [{ id: rule.id, x, y: 100 * value, low: 100 * low, high: 100 * high }];
    });
  return {
    title,
    describe(analysis) {
      const count = points(analysis).length;
      if (count < 2) return undefined;
      const found = premise(analysis);
      const pearson = isDefined(found) ? found.decidedAccuracy.pearson : found;
      const said = isDefined(pearson)
        ? `the correlation over rules is ${show.decimal(pearson)}`
        : `no correlation: ${show.orReason(pearson, String)}`;
      return `${count} rules by ${label.toLowerCase()} and accuracy on the pairs that they decide; ${said}.`;
    },
    options(analysis) {
      const data = points(analysis);
      return {
        x: { label, nice: true },
        y: { label: "Decided accuracy (%)", nice: true },
        marks: [
          Plot.ruleY([50], { strokeDasharray: "4 3", stroke: "currentColor", strokeOpacity: 0.5 }),
          Plot.ruleX(data, { x: "x", y1: "low", y2: "high", stroke: colour, strokeOpacity: 0.6 }),
          Plot.dot(data, { x: "x", y: "y", fill: colour, r: 4 }),
          Plot.text(data, { x: "x", y: "high", text: "id", dy: -7, fontSize: 10 }),
        ],
      };
    },
  };
}

export const entropyAccuracy = predictor(
  "Does entropy foresee accuracy?",
  "Entropy (nats)",
  BLUE,
  ({ entropy }) => (isDefined(entropy) ? entropy.nats : undefined),
  ({ preferences }) => (isDefined(preferences) ? preferences.entropyVsAccuracy : preferences),
);

export const noiseAccuracy = predictor(
  "Does noise foresee accuracy?",
  "Noise (1 - interval alpha)",
  ORANGE,
  ({ agreement }) =>
    isDefined(agreement) && isDefined(agreement.alpha.interval) ? 1 - agreement.alpha.interval.value : undefined,
  ({ preferences }) => (isDefined(preferences) ? preferences.noiseVsAccuracy : preferences),
);
