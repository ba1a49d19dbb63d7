/** What the language status item shows of a rubric. */
import type { Analysis } from "../analysis/analysis.ts";
import type { Finding } from "../lint/finding.ts";
import { summary } from "./code-lens.ts";
import type { Status } from "./types.ts";

export function status(analysis: Analysis, findings: readonly Finding[], isBusy: boolean): Status {
  const reading = analysis.sources.filter(({ state }) => state === "reading");
  const has = (severity: Finding["severity"]) => findings.some((finding) => finding.severity === severity);
  const text = reading.length > 0 ? "reading ratings…" : summary(analysis, findings);
  const detail = reading.length > 0 ? reading.map(({ name }) => name).join(", ") : isBusy ? "computing intervals…" : "";
  return { text, detail, severity: has("error") ? "error" : has("warning") ? "warning" : "ok", isBusy };
}
