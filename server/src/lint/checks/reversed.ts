import * as show from "../../analysis/format.ts";
import type { Check } from "../finding.ts";
import { fill } from "../message.ts";
import * as numbers from "../numbers.ts";
import { atRule, rulesWithVerdict } from "../tell.ts";

const messages = {
  wrongWay:
    '"{rule}" points the wrong way: of {decided} that it tells apart it is right in only {accuracy}, worse than chance. This rests on your preferences.',
} as const;

const mends = {
  positive: "If a high rating is bad, write polarity: negative; else look at what its raters were asked.",
  negative: "If a high rating is good after all, take out polarity: negative; else look at what its raters were asked.",
};

export const reversed: Check = {
  code: "reversed",
  summary: "A rule orders your pairs the wrong way, worse than chance.",
  severity: "warning",
  messages,
  find: (analysis) =>
    rulesWithVerdict(analysis, "reversed").flatMap((rule) => {
      const pairs = numbers.decidedPairs(rule);
      if (!pairs) return [];
      const told = fill(messages.wrongWay, {
        rule: rule.id,
        decided: show.counted(pairs.decided, "pair"),
        accuracy: numbers.share(pairs.accuracy),
      });
      return [atRule(reversed, rule, told, mends[rule.rule.polarity?.value ?? "positive"])];
    }),
};
