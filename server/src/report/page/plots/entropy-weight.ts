import * as Plot from "@observablehq/plot";
import type { Analysis } from "../../../analysis/analysis.ts";
import { isDefined } from "../../../statistics/result.ts";
import { BLUE, type ReportPlot } from "./plot.ts";

interface Point {
  readonly id: string;
  readonly entropy: number;
  readonly weight: number;
}

/** ENCORE's weights fall with entropy as exp(-H / tau); the curve goes through all of them. */
export const entropyWeight: ReportPlot = {
  title: "Entropy and ENCORE weight",
  describe(analysis) {
    const points = pointsOf(analysis);
    if (points.length < 2) return undefined;
    const heaviest = points.reduce((a, b) => (a.weight > b.weight ? a : b));
    return `${points.length} rules by the entropy of their ratings and their ENCORE weight; ${heaviest.id} has the lowest entropy and the highest weight.`;
  },
  options(analysis) {
    const points = pointsOf(analysis);
    return {
      x: { label: "Entropy (nats)", nice: true },
      y: { label: "Weight", zero: true, nice: true },
      marks: [
        Plot.ruleY([1 / points.length], { strokeDasharray: "4 3", stroke: "currentColor", strokeOpacity: 0.5 }),
        Plot.line(curve(points, analysis.options.temperature), {
          x: "entropy",
          y: "weight",
          stroke: "currentColor",
          strokeOpacity: 0.4,
        }),
        Plot.dot(points, { x: "entropy", y: "weight", fill: BLUE, r: 4 }),
        Plot.text(points, { x: "entropy", y: "weight", text: "id", dy: -9, fontSize: 10 }),
      ],
    };
  },
};

function pointsOf({ rules }: Analysis): Point[] {
  return rules.flatMap(({ id, entropy, encoreWeight }) =>
    isDefined(entropy) && isDefined(encoreWeight) ? [{ id, entropy: entropy.nats, weight: encoreWeight }] : [],
  );
}

function curve(points: readonly Point[], temperature: number): { entropy: number; weight: number }[] {
  const [first] = points;
  if (!first) return [];
  const entropies = points.map(({ entropy }) => entropy);
  const low = Math.min(...entropies);
  const span = Math.max(...entropies) - low;
  return Array.from({ length: 41 }, (_, at) => {
    const entropy = low + (span * at) / 40;
    return { entropy, weight: first.weight * Math.exp((first.entropy - entropy) / temperature) };
  });
}
