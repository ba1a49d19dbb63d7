import { weightingDescriptions } from "../../rubric/weightings.ts";
import * as show from "../format.ts";
import { inProportion, type WeightingScheme } from "./weighting-scheme.ts";

/** As the author wrote them; a rule without one has none. */
export const author: WeightingScheme = {
  name: "author",
  ...weightingDescriptions.author,
  isByEntropy: false,
  weigh({ rules }) {
    if (!rules.some(({ rule }) => rule.weight)) return { unavailable: "the rubric has no weights of its own" };
    const written = Float64Array.from(rules, ({ rule }) => Math.max(0, rule.weight?.value ?? 0));
    return written.some((weight) => weight > 0)
      ? inProportion(written)
      : { unavailable: "the author's weights are all 0" };
  },
  intervals: () => ({ unavailable: "the author's weights are not estimated" }),
  explain: (_rule, { part, total }) =>
    `It is the author's ${show.decimal(part)}, over the sum of all, ${show.decimal(total)}.`,
};
