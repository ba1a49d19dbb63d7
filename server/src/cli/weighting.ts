/** The weights that a command is asked for: the rubric's own, or those of any weighting that has weights. */
import { Option } from "commander";
import type { Analysis } from "../analysis/analysis.ts";
import { nearest } from "../rubric/nearest.ts";
import { isDefined } from "../statistics/result.ts";
import { CannotRun } from "./output.ts";

export function weightingOption(): Option {
  return new Option("--weighting <name>", "a weighting as encore analyze lists them (by default the rubric's own)");
}

/** By rule id. */
export function weightsOf(
  { rules, weightings, options }: Analysis,
  asked: string | undefined,
): { readonly name: string; readonly weights: ReadonlyMap<string, number> } {
  if (asked === undefined || asked === options.weighting) {
    const weights = new Map(
      rules.flatMap(({ id, weight }) => (isDefined(weight) ? [[id, weight.value] as const] : [])),
    );
    if (weights.size === 0) throw new CannotRun(`There are no weights: ${reasonOf(rules)}.`);
    return { name: options.weighting, weights };
  }
  const found = weightings.find(({ name }) => name === asked);
  const names = weightings.flatMap(({ name, weights }) => (isDefined(weights) ? [name] : []));
  if (!found) {
    const [near] = nearest(asked, names);
    throw new CannotRun(
      `There is no weighting "${asked}". ${near === undefined ? `Known: ${names.join(", ")}.` : `Did you mean ${near}?`}`,
    );
  }
  if (!isDefined(found.weights))
    throw new CannotRun(`The weighting ${asked} has no weights: ${found.weights.unavailable}.`);
  return { name: asked, weights: found.weights };
}

function reasonOf(rules: Analysis["rules"]): string {
  for (const { weight } of rules) if (!isDefined(weight)) return weight.unavailable;
  return "the rubric has no rules";
}
