/** What one plot of the report is: a file of this folder exports one, plots.ts lists them all. */
import type * as Plot from "@observablehq/plot";
import type { Analysis } from "../../../analysis/analysis.ts";

export interface ReportPlot {
  readonly title: string;
  /** What is seen in it, in a sentence: read out where the picture is not seen. Undefined where there is nothing to plot. */
  readonly describe: (analysis: Analysis) => string | undefined;
  readonly options: (analysis: Analysis) => Plot.PlotOptions;
}

/** Okabe and Ito's colours (2008), safe for colour-blind readers. */
const colours = ["#0072b2", "#e69f00", "#009e73", "#cc79a7", "#56b4e9", "#d55e00", "#f0e442"] as const;
export const [BLUE, ORANGE, GREEN] = colours;
