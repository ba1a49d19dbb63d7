/** Weights as other tools read them. */
import { stringify } from "yaml";
import { type Exporter, headline, weighed } from "./exported.ts";

/**
 * promptfoo's `assert` list with `llm-rubric` assertions, `metric` the rule's id
 * (https://www.promptfoo.dev/docs/configuration/expected-outputs/).
 */
export const promptfoo: Exporter = {
  name: "promptfoo",
  text: (weights) => {
    const assert = weighed(weights).map(({ id, text, weight, polarity }) => ({
      type: polarity === "negative" ? "not-llm-rubric" : "llm-rubric",
      metric: id,
      value: text,
      weight,
    }));
    return `# ${headline(weights)}\n${stringify({ assert })}`;
  },
};

/** The `weights` of a rubric of judges in verifiers: a map from the judge's name to its weight. */
export const verifiers: Exporter = {
  name: "verifiers",
  text: (weights) => {
    const map = Object.fromEntries(
      weighed(weights).map(({ id, weight, polarity }) => [id, polarity === "negative" ? -weight : weight]),
    );
    return `${JSON.stringify({ weights: map }, null, 2)}\n`;
  },
};

/** The most points that a rule has, as HealthBench gives them: -10 to 10. */
const MOST_POINTS = 10;

/** HealthBench's `rubrics`: points with the rule's sign, the heaviest rule 10 (https://github.com/openai/simple-evals). */
export const points: Exporter = {
  name: "points",
  text: (weights) => {
    const rules = weighed(weights);
    const most = Math.max(...rules.map(({ weight }) => weight));
    const rubrics = rules.map(({ text, tags, weight, polarity }) => ({
      criterion: text,
      points: ((polarity === "negative" ? -1 : 1) * MOST_POINTS * weight) / most,
      tags,
    }));
    return `${JSON.stringify({ rubrics }, null, 2)}\n`;
  },
};
