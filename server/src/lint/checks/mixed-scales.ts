import type { Analysis, RuleAnalysis } from "../../analysis/analysis.ts";
import * as show from "../../analysis/format.ts";
import { schemeOf } from "../../analysis/weightings/weightings.ts";
import type { Range } from "../../rubric/rubric.ts";
import { isDefined } from "../../statistics/result.ts";
import type { Check } from "../check.ts";
import { fill, listed } from "../message.ts";

const messages = {
  mixed:
    "Rules with scales of {lengths} levels share one ENCORE weighting. A longer scale allows more entropy, so its rules get less weight. {change}",
  reordered: "Measured against each scale's maximum, `{rule}` would weigh more than `{other}`; now it weighs less.",
  same: "Measured against each scale's maximum, the order of the rules would be the same.",
} as const;

const help = "Rate all rules on scales of one length, or remember that their weights do not compare.";

interface Mixed {
  readonly at: Range;
  readonly lengths: readonly number[];
  readonly weighed: readonly Spread[];
}

/** Only where the weights come from entropies. */
export const mixedScales: Check<Mixed> = {
  code: "mixed-scales",
  summary: "Rules with scales of different length share one ENCORE weighting: their entropies do not compare.",
  severity: "information",
  readsEvidence: true,
  messages,
  find(analysis) {
    const { rubric, options } = analysis;
    if (!schemeOf(options.weighting).isByEntropy || !rubric.rulesKey) return [];
    const weighed = spread(analysis);
    const lengths = [...new Set(weighed.map(({ levels }) => levels))].sort((a, b) => a - b);
    return lengths.length < 2 ? [] : [{ at: rubric.rulesKey, lengths, weighed }];
  },
  finding: ({ at, lengths, weighed }) => ({
    range: at,
    message: fill(messages.mixed, { lengths: listed(lengths.map(show.count)), change: change(weighed) }),
    help,
  }),
};

interface Spread {
  readonly rule: RuleAnalysis;
  readonly levels: number;
  readonly nats: number;
  readonly normalized: number;
}

function spread({ rules }: Analysis): Spread[] {
  return rules.flatMap((rule) => {
    if (!isDefined(rule.encoreWeight) || !isDefined(rule.entropy) || !isDefined(rule.entropy.normalized)) return [];
    const { nats, normalized } = rule.entropy;
    return [{ rule, levels: rule.levels.length, nats, normalized }];
  });
}

/** Of the two rules whose order would change, the one that would lose most places and the best that passes it. */
function change(weighed: readonly Spread[]): string {
  const byNats = weighed.toSorted((a, b) => a.nats - b.nats || a.normalized - b.normalized);
  const byShare = byNats.toSorted((a, b) => a.normalized - b.normalized);
  const place = new Map(byShare.map((one, at) => [one, at]));
  let loser = -1;
  let most = 0;
  byNats.forEach((one, at) => {
    const lost = (place.get(one) ?? at) - at;
    if (lost > most) [loser, most] = [at, lost];
  });
  const other = byNats[loser];
  if (!other) return messages.same;
  const heavierNow = new Set(byNats.slice(0, loser + 1));
  const passing = byShare.find((one) => !heavierNow.has(one));
  if (!passing) return messages.same;
  return fill(messages.reordered, { rule: passing.rule.id, other: other.rule.id });
}
