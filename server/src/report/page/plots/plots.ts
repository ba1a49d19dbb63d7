/** The plots of the report, in its order. */
import { bradleyTerryPlot } from "./bradley-terry.ts";
import { entropyWeight } from "./entropy-weight.ts";
import type { ReportPlot } from "./plot.ts";
import { entropyAccuracy, noiseAccuracy } from "./predicts-accuracy.ts";
import { temperaturePlot } from "./temperature.ts";
import { weightingsPlot } from "./weightings.ts";

export const plots: readonly ReportPlot[] = [
  weightingsPlot,
  entropyAccuracy,
  noiseAccuracy,
  entropyWeight,
  temperaturePlot,
  bradleyTerryPlot,
];
