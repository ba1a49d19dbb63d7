import { quantile } from "./quantile.ts";
import { createRandom, seedOf } from "./random.ts";
import type { RatedBy } from "./rated-by.ts";
import { type Reliabilities, type ReliabilityDraws, reliabilityDraws } from "./reliability.ts";
import { type Interval, isDefined, type Maybe } from "./result.ts";
import type { Steps } from "./steps.ts";

const RESPONSES_NEEDED_BY_SIGNAL = 100;
const RESPONSES_NEEDED = 10;
const DRAWS = 200;

/**
 * Signal weights by rule: w_k in proportion to rho_k / (1 - rho_k), the ratio of true to error variance of one rating: the signal-to-noise
 * ratio of Cronbach and Gleser (1964); as weights of a composite, maximal reliability (Li 1997). Right where the rules measure one
 * thing; where they do not, a rule on which raters agree takes the weight whether or not it matters (docs/weights.md). A rule
 * without variation has weight 0. Unavailable where a rule that varies has under 100 responses with two ratings, and where no rho is over 0.
 */
export function signalOf(reliabilities: Reliabilities): Maybe<Float64Array> {
  if (hasFewer(reliabilities, RESPONSES_NEEDED_BY_SIGNAL))
    return { unavailable: "fewer than 100 responses have two ratings" };
  return normalized(reliabilities.rho.map((rho) => rho / (1 - rho)));
}

/**
 * Kelley weights by rule: w_k in proportion to n rho_k / (1 + (n - 1) rho_k), n = the mean number of ratings of an item: how far the mean of n
 * raters can be trusted (Kelley 1947; Spearman and Brown 1910). Unavailable where a rule that varies has under 10 responses with two
 * ratings, and where no rho is over 0.
 */
export function kelleyOf(reliabilities: Reliabilities): Maybe<Float64Array> {
  if (hasFewer(reliabilities, RESPONSES_NEEDED)) return { unavailable: "one rating an item" };
  return normalized(
    reliabilities.rho.map((rho, k) => {
      const n = Math.max(1, reliabilities.ratings[k] ?? 1);
      return (n * rho) / (1 + (n - 1) * rho);
    }),
  );
}

function hasFewer({ twice, varies }: Reliabilities, needed: number): boolean {
  return twice.some((items, k) => varies[k] === 1 && items < needed);
}

export function normalized(weights: Float64Array): Maybe<Float64Array> {
  const sum = weights.reduce((total, weight) => total + weight, 0);
  return sum > 0 ? weights.map((weight) => weight / sum) : { unavailable: "raters agree on no rule" };
}

/**
 * 95% intervals of weights that come out of reliabilities (`weigh` is `signalOf` or `kelleyOf`), by rule: a bootstrap of prompts, of items
 * where there are no prompts, 200 draws, seeded by the ratings.
 */
export function* reliabilityWeightIntervals(
  rules: readonly RatedBy[],
  weigh: (reliabilities: Reliabilities) => Maybe<Float64Array>,
): Steps<Maybe<readonly Interval[]>> {
  const draws = reliabilityDraws(rules);
  yield;
  const drawn: Float64Array[] = [];
  for (const times of clusterDraws(draws, rules)) {
    const weights = weigh({ ...draws.design, rho: draws.rho(times) });
    if (isDefined(weights)) drawn.push(weights);
    yield;
  }
  return weightQuantiles(drawn, draws.unit);
}

/** How often each cluster is drawn, 200 times. */
export function* clusterDraws({ clusters }: ReliabilityDraws, rules: readonly RatedBy[]): Generator<Uint32Array> {
  const { uniform } = createRandom(
    seedOf([clusters, ...rules.map(({ score }) => score.reduce((sum, one) => sum + one, score.length))]),
  );
  for (let draw = 0; draw < DRAWS; draw++) {
    const times = new Uint32Array(clusters);
    for (let g = 0; g < clusters; g++) {
      const at = Math.floor(uniform() * clusters);
      times[at] = (times[at] ?? 0) + 1;
    }
    yield times;
  }
}

/** Unavailable where fewer than nine draws in ten have weights at all. */
export function weightQuantiles(
  drawn: readonly Float64Array[],
  unit: ReliabilityDraws["unit"],
): Maybe<readonly Interval[]> {
  if (drawn.length < 0.9 * DRAWS) return { unavailable: "too few ratings" };
  const method = `bootstrap of ${unit}, ${DRAWS} draws`;
  return Array.from(drawn[0] ?? [], (_, k) => {
    const sorted = Float64Array.from(drawn, (weights) => weights[k] ?? 0).sort();
    return { low: quantile(sorted, 0.025), high: quantile(sorted, 0.975), method };
  });
}
