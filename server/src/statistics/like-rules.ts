import { designWeights } from "./design-weights.ts";
import { quantile } from "./quantile.ts";
import { createRandom, seedOf } from "./random.ts";
import { groupedByItem, numberedPrompts, type RatedBy } from "./rated-by.ts";
import type { Estimate, Maybe } from "./result.ts";
import { midranks } from "./spearman.ts";
import type { Steps } from "./steps.ts";

export interface LikeRules {
  /** Whether raters' noise is taken out; with one rater it cannot be, and hides redundancy. */
  readonly kind: "disattenuated" | "one rater";
  /** Redundant pairs, strongest first. */
  readonly pairs: readonly LikePair[];
  /** Mean correlation over all pairs of rules whose ratings have signal: near 1, the rules measure one thing. */
  readonly mean: Maybe<number>;
}

export interface LikePair {
  /** Rules by number, the first the smaller. */
  readonly first: number;
  readonly second: number;
  /** Items that both rate. */
  readonly items: number;
  readonly r: Estimate;
}

const MOST_RULES = 1000;
const LIMIT = 0.9;
const OTHERS_NEEDED = 30;
const PROMPTS_NEEDED = 10;
const DRAWS = 1000;
/** About a millisecond of multiplications. */
const WORK_A_STEP = 1_000_000;

/**
 * Rules that say the same apart from raters' noise. r_kl = c_kl / sqrt(c_kk c_ll), c_kl the mean over prompts and over pairs of different
 * raters j, j' of the within-prompt covariance of rule k by j with rule l by j': no rating meets itself or another of the same rater, so
 * neither noise nor halo is in it (Spearman 1904, with the reliability from the same design). Redundant: the lower end of a bootstrap of
 * prompts (items, where fewer than 10 prompts have two), 1,000 draws, is over 0.9, and 30 items or more have another than each
 * rule's commonest score. With one rater an item: Spearman's rho of item means less their prompt's mean, in the same way.
 *
 * `rules` share items, raters and prompts; polarity does not matter. Unavailable over 1,000 rules.
 */
export function* likeRules(rules: readonly RatedBy[]): Steps<Maybe<LikeRules>> {
  if (rules.length > MOST_RULES) return { unavailable: "more than 1,000 rules" };
  const clusters = clustersOf(rules);
  const isTwice = rules.some(hasItemRatedTwice);
  const columns: Column[] = [];
  for (const rule of rules) {
    columns.push(isTwice ? centred(rule, clusters) : centredRanks(rule, clusters));
    yield;
  }
  const weight = isTwice ? yield* designWeights(rules, clusters.prompt) : () => 1;
  const scale = (k: number, l: number): number => Math.sqrt(weight(k, k) * weight(l, l)) / weight(k, l);
  const own = columns.map((column) => product(column, column));
  const others = rules.map(itemsWithAnother);
  const candidates: { k: number; l: number; r: number }[] = [];
  let sum = 0;
  let count = 0;
  let work = 0;
  for (const [l, second] of columns.entries())
    for (let k = 0; k < l; k++) {
      const first = columns[k];
      const size = Math.sqrt(Math.max(0, own[k] ?? 0) * Math.max(0, own[l] ?? 0));
      if (!first || !(size > 1e-12)) continue;
      const r = (product(first, second) / size) * scale(k, l);
      work += second.cells.length + second.items.length;
      if (work > WORK_A_STEP) {
        work = 0;
        yield;
      }
      if (!Number.isFinite(r)) continue;
      sum += Math.max(-1, Math.min(1, r));
      count++;
      if (r > LIMIT && Math.min(others[k] ?? 0, others[l] ?? 0) >= OTHERS_NEEDED) candidates.push({ k, l, r });
    }
  const draws = candidates.length > 0 ? drawnClusters(rules, clusters.count) : [];
  const pairs: LikePair[] = [];
  for (const { k, l, r } of candidates) {
    const [first, second] = [columns[k], columns[l]];
    if (!first || !second) continue;
    const { low, high } = bootstrap(first, second, clusters, draws, scale(k, l));
    yield;
    if (low <= LIMIT) continue;
    const method = `bootstrap of ${clusters.unit}, 1,000 draws`;
    const items = second.rated.reduce((n, isRated, i) => n + (isRated && first.rated[i] ? 1 : 0), 0);
    pairs.push({
      first: k,
      second: l,
      items,
      r: { value: Math.min(1, r), interval: { low, high: Math.min(1, high), method } },
    });
  }
  return {
    kind: isTwice ? "disattenuated" : "one rater",
    pairs: pairs.sort((a, b) => b.r.value - a.r.value || a.first - b.first || a.second - b.second),
    mean: !isTwice
      ? { unavailable: "one rater" }
      : count > 0
        ? sum / count
        : { unavailable: "fewer than two rules with signal" },
  };
}

/** By item: the prompt within which covariances are taken, and the cluster that is drawn. */
interface Clusters {
  readonly prompt: Uint32Array;
  readonly cluster: Uint32Array;
  readonly count: number;
  readonly unit: "prompts" | "items";
}

function clustersOf(rules: readonly RatedBy[]): Clusters {
  const named = numberedPrompts(rules[0]?.prompt ?? new Int32Array());
  const isRated = new Uint8Array(named.of.length);
  for (const { item } of rules) for (const i of item) isRated[i] = 1;
  const items = new Uint32Array(named.prompts);
  for (const [i, g] of named.of.entries()) if (isRated[i]) items[g] = (items[g] ?? 0) + 1;
  if (items.filter((n) => n > 1).length >= PROMPTS_NEEDED)
    return { prompt: named.of, cluster: named.of, count: named.prompts, unit: "prompts" };
  // No prompts: covariances over all items at once, and items are drawn.
  const each = Uint32Array.from(named.of, (_, i) => i);
  return { prompt: new Uint32Array(named.of.length), cluster: each, count: each.length, unit: "items" };
}

/**
 * A rule's ratings less their rater's mean in the prompt: by rating in `cells` (which rating of which item is in `cellItem`, ascending by
 * item, and `cellRater`), and summed by item.
 */
interface Column {
  readonly items: Float64Array;
  readonly cells: Float64Array;
  readonly cellKey: Float64Array;
  readonly cellItem: Uint32Array;
  readonly rated: Uint8Array;
}

function centred(rule: RatedBy, { prompt }: Clusters): Column {
  const { order } = groupedByItem(rule);
  const keyOf = (r: number): number => (prompt[rule.item[r] ?? 0] ?? 0) * rule.raters + (rule.rater[r] ?? 0);
  const sums = new Map<number, { sum: number; n: number }>();
  for (let r = 0; r < rule.score.length; r++) {
    const known = sums.get(keyOf(r));
    if (known) {
      known.sum += rule.score[r] ?? 0;
      known.n++;
    } else sums.set(keyOf(r), { sum: rule.score[r] ?? 0, n: 1 });
  }
  // By item and then rater, so that two rules of one design have their cells in one order.
  const sorted = order.sort(
    (a, b) => (rule.item[a] ?? 0) - (rule.item[b] ?? 0) || (rule.rater[a] ?? 0) - (rule.rater[b] ?? 0),
  );
  const items = new Float64Array(rule.items);
  const rated = new Uint8Array(rule.items);
  const cells = Float64Array.from(sorted, (r) => {
    const { sum, n } = sums.get(keyOf(r)) ?? { sum: 0, n: 1 };
    const x = (rule.score[r] ?? 0) - sum / n;
    const i = rule.item[r] ?? 0;
    items[i] = (items[i] ?? 0) + x;
    rated[i] = 1;
    return x;
  });
  const cellKey = Float64Array.from(sorted, (r) => (rule.item[r] ?? 0) * rule.raters + (rule.rater[r] ?? 0));
  return { items, cells, cellKey, cellItem: Uint32Array.from(sorted, (r) => rule.item[r] ?? 0), rated };
}

/** Mid-ranks of item means less their prompt's mean, centred; no rating is taken out. */
function centredRanks(rule: RatedBy, { prompt }: Clusters): Column {
  const sum = new Float64Array(rule.items);
  const n = new Uint32Array(rule.items);
  for (let r = 0; r < rule.score.length; r++) {
    const i = rule.item[r] ?? 0;
    sum[i] = (sum[i] ?? 0) + (rule.score[r] ?? 0);
    n[i] = (n[i] ?? 0) + 1;
  }
  const ofPrompt = new Map<number, { sum: number; n: number }>();
  for (let i = 0; i < rule.items; i++) {
    if (n[i] === 0) continue;
    const own = ofPrompt.get(prompt[i] ?? 0) ?? { sum: 0, n: 0 };
    own.sum += (sum[i] ?? 0) / (n[i] ?? 1);
    own.n++;
    ofPrompt.set(prompt[i] ?? 0, own);
  }
  const rated = [...n.keys()].filter((i) => (n[i] ?? 0) > 0);
  const ranks = midranks(
    rated.map((i) => {
      const own = ofPrompt.get(prompt[i] ?? 0) ?? { sum: 0, n: 1 };
      // Rounded, or means that are equal but for their last bit would have ranks of their own.
      return Math.round(((sum[i] ?? 0) / (n[i] ?? 1) - own.sum / own.n) * 1e9);
    }),
  );
  const items = new Float64Array(rule.items);
  for (const [at, i] of rated.entries()) items[i] = (ranks[at] ?? 0) - (rated.length + 1) / 2;
  return {
    items,
    cells: new Float64Array(),
    cellKey: new Float64Array(),
    cellItem: new Uint32Array(),
    rated: Uint8Array.from(n, (times) => (times > 0 ? 1 : 0)),
  };
}

/** Products of different raters: the product of the items' sums less that of each rating with its own. */
function product(first: Column, second: Column): number {
  let sum = 0;
  for (let i = 0; i < first.items.length; i++) sum += (first.items[i] ?? 0) * (second.items[i] ?? 0);
  if (isOneDesign(first, second)) {
    for (let c = 0; c < first.cells.length; c++) sum -= (first.cells[c] ?? 0) * (second.cells[c] ?? 0);
    return sum;
  }
  eachCommonCell(first, second, (a, b) => {
    sum -= (first.cells[a] ?? 0) * (second.cells[b] ?? 0);
  });
  return sum;
}

const designs = new WeakMap<Float64Array, WeakMap<Float64Array, boolean>>();

/** Whether two rules were rated by the same raters on the same items; remembered, since rules of a rubric mostly were. */
function isOneDesign({ cellKey: a }: Column, { cellKey: b }: Column): boolean {
  if (a === b) return true;
  if (a.length !== b.length) return false;
  const of = designs.get(a) ?? new WeakMap<Float64Array, boolean>();
  designs.set(a, of);
  const known = of.get(b);
  if (known !== undefined) return known;
  const isSame = a.every((key, at) => key === b[at]);
  of.set(b, isSame);
  return isSame;
}

function eachCommonCell(first: Column, second: Column, visit: (a: number, b: number) => void): void {
  for (let a = 0, b = 0; a < first.cellKey.length && b < second.cellKey.length; ) {
    const [x, y] = [first.cellKey[a] ?? 0, second.cellKey[b] ?? 0];
    if (x === y) visit(a++, b++);
    else if (x < y) a++;
    else b++;
  }
}

function productsByCluster(first: Column, second: Column, { cluster, count }: Clusters): Float64Array {
  const found = new Float64Array(count);
  for (let i = 0; i < first.items.length; i++) {
    const g = cluster[i] ?? 0;
    found[g] = (found[g] ?? 0) + (first.items[i] ?? 0) * (second.items[i] ?? 0);
  }
  eachCommonCell(first, second, (a, b) => {
    const g = cluster[first.cellItem[a] ?? 0] ?? 0;
    found[g] = (found[g] ?? 0) - (first.cells[a] ?? 0) * (second.cells[b] ?? 0);
  });
  return found;
}

function drawnClusters(rules: readonly RatedBy[], clusters: number): Uint16Array[] {
  const { uniform } = createRandom(seedOf([clusters, ...rules.map(({ score }) => score.reduce((a, b) => a + b, 0))]));
  return Array.from({ length: DRAWS }, () => {
    const times = new Uint16Array(clusters);
    for (let g = 0; g < clusters; g++) {
      const at = Math.floor(uniform() * clusters);
      times[at] = (times[at] ?? 0) + 1;
    }
    return times;
  });
}

function bootstrap(
  first: Column,
  second: Column,
  clusters: Clusters,
  draws: readonly Uint16Array[],
  scale: number,
): { low: number; high: number } {
  const both = productsByCluster(first, second, clusters);
  const one = productsByCluster(first, first, clusters);
  const other = productsByCluster(second, second, clusters);
  const drawn = Float64Array.from(draws, (times) => {
    let [kl, kk, ll] = [0, 0, 0];
    for (let g = 0; g < times.length; g++) {
      const n = times[g] ?? 0;
      kl += n * (both[g] ?? 0);
      kk += n * (one[g] ?? 0);
      ll += n * (other[g] ?? 0);
    }
    // Without signal in a draw there is nothing to be like.
    return kk > 0 && ll > 0 ? (kl / Math.sqrt(kk * ll)) * scale : -1;
  }).sort();
  return { low: quantile(drawn, 0.025), high: quantile(drawn, 0.975) };
}

function hasItemRatedTwice(rule: RatedBy): boolean {
  const isRated = new Uint8Array(rule.items);
  for (const i of rule.item) {
    if (isRated[i]) return true;
    isRated[i] = 1;
  }
  return false;
}

/** Items with a rating other than the rule's commonest score. */
function itemsWithAnother({ score, item }: RatedBy): number {
  const counts = new Map<number, number>();
  for (const one of score) counts.set(one, (counts.get(one) ?? 0) + 1);
  let commonest = 0;
  let most = 0;
  for (const [one, n] of counts) if (n > most) [commonest, most] = [one, n];
  const others = new Set<number>();
  for (const [r, one] of score.entries()) if (one !== commonest) others.add(item[r] ?? 0);
  return others.size;
}
