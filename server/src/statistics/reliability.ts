import { intervalAlpha } from "./alpha.ts";
import { itemsRated, itemsRatedTwice, type Patterns } from "./patterns.ts";
import { type PromptSums, promptSums } from "./prompt-sums.ts";
import { groupedByItem, numberedPrompts, type RatedBy } from "./rated-by.ts";
import { isDefined } from "./result.ts";
import { componentsOf, drawnReliability, hasSameRaterPairs, promptsWithPairs } from "./variance-components.ts";

/** How far one rating of each rule can be trusted, by rule: what weights that need no preferences are made of. */
export interface Reliabilities {
  /** Within-prompt reliability where it is defined for every rule that varies, else Krippendorff's interval alpha: one kind for all. */
  readonly kind: "within-prompt" | "alpha";
  /** In [0, 0.95]; 0 where a rule does not vary. */
  readonly rho: Float64Array;
  /** Mean number of ratings of a rated item. */
  readonly ratings: Float64Array;
  /** Items with two ratings or more. */
  readonly twice: Uint32Array;
  /** 1 where a rule has ratings that differ. */
  readonly varies: Uint8Array;
}

const HIGHEST = 0.95;
export const PROMPTS_NEEDED = 10;

/** `rules` share items, raters and prompts. */
export function reliabilities(rules: readonly RatedBy[]): Reliabilities {
  const draw = reliabilityDraws(rules);
  return { ...draw.design, rho: draw.rho(new Uint8Array(draw.clusters).fill(1)) };
}

/** A rule's ratings without their raters: patterns over `values`, which are the numbers rated. */
export interface RatedRule {
  readonly patterns: Patterns;
  readonly values: Float64Array;
}

/** The same where nobody says who rated what: alpha is all that there is. A rule of which no item is named is taken to vary. */
export function alphaReliabilities(rules: readonly RatedRule[]): Reliabilities {
  const alphas = rules.map(({ patterns, values }) => intervalAlpha(patterns, values));
  return {
    kind: "alpha",
    rho: Float64Array.from(alphas, (alpha) => (isDefined(alpha) ? clipped(alpha.value) : 0)),
    ratings: Float64Array.from(rules, ({ patterns }) => ratingsIn(patterns) / Math.max(1, itemsRated(patterns))),
    twice: Uint32Array.from(rules, ({ patterns }) => itemsRatedTwice(patterns)),
    varies: Uint8Array.from(rules, ({ patterns: { value } }) =>
      value.length === 0 || value.some((v) => v !== value[0]) ? 1 : 0,
    ),
  };
}

/** Reliabilities of draws of clusters: prompts where 10 or more have two responses by different raters, else items. */
export interface ReliabilityDraws {
  readonly design: Omit<Reliabilities, "rho">;
  readonly clusters: number;
  readonly unit: "prompts" | "items";
  /** By item: its cluster. */
  readonly cluster: Uint32Array;
  /** `times[g]` is how often cluster g was drawn. */
  rho(times: ArrayLike<number>): Float64Array;
}

export function reliabilityDraws(rules: readonly RatedBy[]): ReliabilityDraws {
  const prompt = rules[0]?.prompt ?? new Int32Array();
  const sums = rules.map(promptSums);
  const varies = Uint8Array.from(rules, ({ score }) => (score.some((s) => s !== score[0]) ? 1 : 0));
  const hasPrompts = sums.some((one) => promptsWithPairs(one) >= PROMPTS_NEEDED);
  const { of: cluster, prompts: clusters } = hasPrompts
    ? numberedPrompts(prompt)
    : { of: Uint32Array.from(prompt, (_, item) => item), prompts: prompt.length };
  const isWithin = hasPrompts && sums.every((one, k) => varies[k] === 0 || isDefined(withinPrompt(one)));
  const alphas = isWithin ? [] : rules.map((rule) => alphaSums(rule, cluster, clusters));
  const same = sums.map(hasSameRaterPairs);
  const twice = rules.map(ratedTwice);
  return {
    design: {
      kind: isWithin ? "within-prompt" : "alpha",
      ratings: Float64Array.from(rules, ({ score }, k) => score.length / Math.max(1, twice[k]?.rated ?? 0)),
      twice: Uint32Array.from(twice, ({ twice: items }) => items),
      varies,
    },
    clusters,
    unit: hasPrompts ? "prompts" : "items",
    cluster,
    rho: (times) =>
      Float64Array.from(rules, (_, k) => {
        const [own, alpha] = [sums[k], alphas[k]];
        if (varies[k] === 0) return 0;
        return clipped(alpha ? drawnAlpha(alpha, times) : own ? drawnReliability(own, times, same[k] ?? false) : 0);
      }),
  };
}

function withinPrompt(sums: PromptSums) {
  return componentsOf(sums, { hasIntervals: false }).withinPromptReliability;
}

function clipped(rho: number): number {
  return Number.isNaN(rho) ? 0 : Math.min(HIGHEST, Math.max(0, rho));
}

function ratingsIn({ start, count, items }: Patterns): number {
  let ratings = 0;
  for (let p = 0; p < items.length; p++)
    for (let j = start[p] ?? 0; j < (start[p + 1] ?? 0); j++) ratings += (count[j] ?? 0) * (items[p] ?? 0);
  return ratings;
}

function ratedTwice(rule: RatedBy): { rated: number; twice: number } {
  const { start } = groupedByItem(rule);
  let rated = 0;
  let twice = 0;
  for (let i = 0; i < rule.items; i++) {
    const n = (start[i + 1] ?? 0) - (start[i] ?? 0);
    if (n > 0) rated++;
    if (n > 1) twice++;
  }
  return { rated, twice };
}

/** By cluster what interval alpha is made of: n, sum x, sum x^2 and observed disagreement of items rated twice or more. */
function alphaSums(rule: RatedBy, cluster: Uint32Array, clusters: number): readonly Float64Array[] {
  const found = [0, 1, 2, 3].map(() => new Float64Array(clusters));
  const { start, order } = groupedByItem(rule);
  const middle = rule.score.reduce((sum, score) => sum + score, 0) / Math.max(1, rule.score.length);
  for (let i = 0; i < rule.items; i++) {
    const [from, to] = [start[i] ?? 0, start[i + 1] ?? 0];
    const n = to - from;
    if (n < 2) continue;
    let sum = 0;
    let squares = 0;
    for (let at = from; at < to; at++) {
      const x = (rule.score[order[at] ?? 0] ?? 0) - middle;
      sum += x;
      squares += x * x;
    }
    const g = cluster[i] ?? 0;
    const more = [n, sum, squares, (n * squares - sum * sum) / (n - 1)];
    for (const [s, values] of found.entries()) values[g] = (values[g] ?? 0) + (more[s] ?? 0);
  }
  return found;
}

function drawnAlpha(sums: readonly Float64Array[], times: ArrayLike<number>): number {
  const [n = 0, sum = 0, squares = 0, observed = 0] = sums.map((values) => {
    let total = 0;
    for (let g = 0; g < values.length; g++) total += (times[g] ?? 0) * (values[g] ?? 0);
    return total;
  });
  const expected = n * squares - sum * sum;
  return expected > 1e-12 * n * squares ? 1 - ((n - 1) * observed) / expected : Number.NaN;
}
