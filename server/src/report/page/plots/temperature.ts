import * as Plot from "@observablehq/plot";
import type { Analysis } from "../../../analysis/analysis.ts";
import * as show from "../../../analysis/format.ts";
import { isDefined } from "../../../statistics/result.ts";
import { GREEN, type ReportPlot } from "./plot.ts";

/** Infinity, which is equal weights, has no place on the axis; it is the dashed line. */
function steps({ preferences }: Analysis) {
  const sweep = isDefined(preferences) ? preferences.temperatureSweep : preferences;
  return isDefined(sweep) ? sweep : [];
}

export const temperaturePlot: ReportPlot = {
  title: "Accuracy by temperature",
  describe(analysis) {
    if (steps(analysis).length === 0 || !isDefined(analysis.preferences)) return undefined;
    const best = analysis.preferences.bestTemperature;
    const said = isDefined(best)
      ? `held out, ${show.temperature(best.temperature)} does best, ${show.points(best.gain)} points over equal weights`
      : `the best is unavailable: ${best.unavailable}`;
    return `Accuracy of ENCORE weights at temperatures from 0.1 to 10; ${said}.`;
  },
  options(analysis) {
    const all = steps(analysis).map(({ temperature, accuracy }) => ({ temperature, accuracy: 100 * accuracy }));
    const finite = all.filter(({ temperature }) => Number.isFinite(temperature));
    const uniform = all.filter(({ temperature }) => !Number.isFinite(temperature));
    return {
      x: {
        type: "log",
        label: "Temperature (nats)",
        ticks: [0.1, 0.2, 0.5, 1, 2, 5, 10],
        tickFormat: (tau: number) => show.temperature(tau),
      },
      y: { label: "Accuracy (%)", nice: true },
      marks: [
        Plot.ruleY(uniform, { y: "accuracy", stroke: "currentColor", strokeDasharray: "4 3", strokeOpacity: 0.5 }),
        Plot.ruleX([analysis.options.temperature], { stroke: "currentColor", strokeOpacity: 0.3 }),
        Plot.line(finite, { x: "temperature", y: "accuracy", stroke: GREEN, strokeWidth: 2 }),
        Plot.dot(finite, { x: "temperature", y: "accuracy", fill: GREEN, r: 2.5 }),
      ],
    };
  },
};
