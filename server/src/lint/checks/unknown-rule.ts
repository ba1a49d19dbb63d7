import * as show from "../../analysis/format.ts";
import type { Check } from "../finding.ts";
import { fill, someOf } from "../message.ts";
import { atRule } from "../tell.ts";

const messages = {
  slip: '"{rule}" has no ratings, but {file} has {n} under "{id}", which is no rule here.',
} as const;

const mend = "If they are its ratings, write rated_as: {id} under the rule, or give it that id.";

export const unknownRule: Check = {
  code: "unknown-rule",
  summary: "Ratings stand under an id that looks like a slip of a rule without ratings.",
  severity: "warning",
  messages,
  find: ({ unnamed }) =>
    unnamed.flatMap(({ id, n, files, looksLike }) => {
      if (!looksLike) return [];
      const told = fill(messages.slip, {
        rule: looksLike.id,
        file: someOf(files, 1),
        n: show.counted(n, "rating"),
        id,
      });
      return [atRule(unknownRule, looksLike, told, fill(mend, { id }))];
    }),
};
