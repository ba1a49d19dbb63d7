/** How many findings there are of each severity, in words: "2 errors, 1 warning". */
import { counted } from "../analysis/format.ts";
import type { Finding } from "../lint/finding.ts";
import { severities } from "./reporters/reporter.ts";

export function countsText(findings: readonly Finding[]): string {
  const counts = severities.flatMap((severity) => {
    const count = findings.filter((finding) => finding.severity === severity).length;
    return count > 0 ? [counted(count, severity, severity === "information" ? severity : `${severity}s`)] : [];
  });
  return counts.length > 0 ? counts.join(", ") : "no findings";
}
