import * as Plot from "@observablehq/plot";
import type { Analysis } from "../../../analysis/analysis.ts";
import { isDefined } from "../../../statistics/result.ts";
import { BLUE, type ReportPlot } from "./plot.ts";

function rows({ weightings }: Analysis) {
  return weightings.flatMap(({ name, differenceToUniform: difference }) => {
    if (name === "uniform" || !isDefined(difference)) return [];
    const { value, interval } = difference;
    const [low, high] = isDefined(interval) ? [interval.low, interval.high] : [value, value];
    return [{ name, value: 100 * value, low: 100 * low, high: 100 * high }];
  });
}

export const weightingsPlot: ReportPlot = {
  title: "Weightings against equal weights",
  describe(analysis) {
    const found = rows(analysis);
    if (found.length === 0) return undefined;
    const best = found.reduce((a, b) => (a.value > b.value ? a : b));
    return `Differences in accuracy to equal weights, in points with 95% intervals, of ${found.length} weightings; ${best.name} is highest at ${best.value.toFixed(1)}.`;
  },
  options(analysis) {
    const found = rows(analysis);
    return {
      marginLeft: 150,
      height: 40 + 22 * found.length,
      x: { label: "Difference in accuracy to equal weights (points)", nice: true },
      y: { label: null, domain: found.map(({ name }) => name) },
      marks: [
        Plot.ruleX([0], { stroke: "currentColor", strokeDasharray: "4 3", strokeOpacity: 0.5 }),
        Plot.ruleY(found, { y: "name", x1: "low", x2: "high", stroke: BLUE, strokeWidth: 2 }),
        Plot.dot(found, { y: "name", x: "value", fill: BLUE, r: 4 }),
      ],
    };
  },
};
