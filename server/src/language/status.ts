/** What the status bar shows of a rubric. */
import type { Analysis } from "../analysis/analysis.ts";
import * as show from "../analysis/format.ts";
import type { Finding } from "../lint/finding.ts";
import { summaryText } from "./code-lens.ts";
import type { Status } from "./types.ts";

export function status(analysis: Analysis, findings: readonly Finding[], isBusy: boolean): Status {
  const of = (severity: Finding["severity"]) => findings.filter((finding) => finding.severity === severity).length;
  const counts = (["error", "warning", "information", "hint"] as const).flatMap((severity) =>
    of(severity) > 0
      ? [severity === "information" ? `${of(severity)} information` : show.counted(of(severity), severity)]
      : [],
  );
  const reading = analysis.sources.filter(({ state }) => state === "reading").map(({ name }) => name);
  const doing = reading.length > 0 ? [`reading ${reading.join(", ")}`] : isBusy ? ["computing intervals…"] : [];
  return {
    text: summaryText(analysis, findings),
    detail: [...doing, ...counts].join(" · "),
    severity: of("error") > 0 ? "error" : of("warning") > 0 ? "warning" : "ok",
    isBusy,
  };
}
