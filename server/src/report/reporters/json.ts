/** Findings as JSON (docs/json.md): a list of files, each with its findings. */
import { findingJson } from "../json.ts";
import { jsonText } from "../json-text.ts";
import { rangeJson } from "../range-json.ts";
import type { Reporter } from "./reporter.ts";

export const json: Reporter = {
  name: "json",
  report: ({ checked, unread }) =>
    jsonText([
      ...checked.map(({ source, findings }) => ({
        file: source.file,
        findings: findings.map((finding) => findingJson(finding, (one) => rangeJson(one.range, source))),
      })),
      ...unread.map(({ file, reason }) => ({ file, findings: [], error: reason })),
    ]),
};
