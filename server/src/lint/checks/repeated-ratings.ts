import type { SourceAnalysis } from "../../analysis/analysis.ts";
import * as show from "../../analysis/format.ts";
import type { Range } from "../../rubric/rubric.ts";
import type { Place } from "../../tallies/tallies.ts";
import type { Check } from "../check.ts";
import { fill } from "../message.ts";

const messages = {
  repeats:
    "In `{file}`, {total} came again from the same rater for the same response under the same rule. The last one counts: {same} the same, {conflicting} something else. The first repeat stands in `{first}`, row {row}.",
} as const;

const help =
  "Take out the rows that do not count; or, if they are of different responses, name in `item:` all columns that tell them apart.";

interface Repeated {
  readonly source: SourceAnalysis;
  readonly first: Place;
}

export const repeatedRatings: Check<Repeated> = {
  code: "repeated-ratings",
  summary: "A rater rates one response more than once under one rule; the last rating counts.",
  severity: "information",
  messages,
  find: ({ sources }) =>
    sources.flatMap((source) => {
      const { first } = source.repeats;
      return first ? [{ source, first }] : [];
    }),
  finding({ source, first }) {
    const { same, conflicting } = source.repeats;
    const message = fill(messages.repeats, {
      file: source.name,
      total: show.counted(same + conflicting, "rating"),
      same: `${show.count(same)} ${same === 1 ? "says" : "say"}`,
      conflicting: show.count(conflicting),
      first: first.file,
      row: show.count(first.row),
    });
    return { range: fileRange(source), message, help };
  },
};

function fileRange({ source, range }: SourceAnalysis): Range {
  return source && "file" in source ? source.file.range : range;
}
