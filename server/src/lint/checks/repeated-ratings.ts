import type { SourceAnalysis } from "../../analysis/analysis.ts";
import * as show from "../../analysis/format.ts";
import type { Range } from "../../rubric/rubric.ts";
import type { Place } from "../../tallies/tallies.ts";
import type { Check } from "../check.ts";
import { fill } from "../message.ts";

const messages = {
  same: "`{file}`: {total} by the same rater for the same response and rule, from {place} on. They agree; the last one counts.",
  conflicting:
    "`{file}`: {total} by the same rater for the same response and rule, {conflicting} of them conflicting. The last one counts; the first is in {place}.",
} as const;

const help =
  "Remove the extra rows; or, if they rate different responses, list in `item:` all columns that identify a response.";

interface Repeated {
  readonly source: SourceAnalysis;
  readonly first: Place;
}

export const repeatedRatings: Check<Repeated> = {
  code: "repeated-ratings",
  summary: "A rater rated one response more than once for one rule; the last rating counts.",
  severity: "information",
  messages,
  find: ({ sources }) =>
    sources.flatMap((source) => {
      const { first } = source.repeats;
      return first ? [{ source, first }] : [];
    }),
  finding({ source, first }) {
    const { same, conflicting } = source.repeats;
    const known = {
      file: source.name,
      total: show.counted(same + conflicting, "repeated rating"),
      place: `\`${first.file}\` row ${show.count(first.row)}`,
    };
    const message =
      conflicting === 0
        ? fill(messages.same, known)
        : fill(messages.conflicting, { ...known, conflicting: show.count(conflicting) });
    return { range: fileRange(source), message, help };
  },
};

function fileRange({ source, range }: SourceAnalysis): Range {
  return source && "file" in source ? source.file.range : range;
}
