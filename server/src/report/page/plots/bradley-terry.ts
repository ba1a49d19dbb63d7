import * as Plot from "@observablehq/plot";
import type { Analysis } from "../../../analysis/analysis.ts";
import * as show from "../../../analysis/format.ts";
import { isDefined } from "../../../statistics/result.ts";
import { BLUE, type ReportPlot } from "./plot.ts";

function points({ rules, weightings }: Analysis) {
  const fit = weightings.find(({ name }) => name === "bradley-terry-full-fit")?.weights;
  if (!fit || !isDefined(fit)) return [];
  return rules.flatMap(({ id, entropy }) => {
    const weight = fit.get(id);
    return isDefined(entropy) && weight !== undefined ? [{ id, entropy: entropy.nats, weight }] : [];
  });
}

/** The paper's theorem on these data: under the Bradley-Terry loss a rule of maximal entropy gets little weight. */
export const bradleyTerryPlot: ReportPlot = {
  title: "Entropy and the weight that preferences give",
  describe(analysis) {
    const found = points(analysis);
    if (found.length < 2 || !isDefined(analysis.preferences)) return undefined;
    const correlation = analysis.preferences.entropyVsBradleyTerry;
    const pearson = isDefined(correlation) ? correlation.pearson : correlation;
    const said = isDefined(pearson) ? `correlation ${show.decimal(pearson)}` : show.orReason(pearson, String);
    return `${found.length} rules by entropy and by the Bradley-Terry weight fitted to your preferences; ${said}.`;
  },
  options(analysis) {
    const found = points(analysis);
    return {
      x: { label: "Entropy (nats)", nice: true },
      y: { label: "Bradley-Terry weight", zero: true, nice: true },
      marks: [
        Plot.dot(found, { x: "entropy", y: "weight", fill: BLUE, r: 4 }),
        Plot.text(found, { x: "entropy", y: "weight", text: "id", dy: -9, fontSize: 10 }),
      ],
    };
  },
};
