import { grouped, numberedPrompts, type RatedBy } from "./rated-by.ts";

/**
 * What the differences between ratings within each prompt add up to, from which variance components, their jackknife and
 * their bootstrap are made without another walk over the ratings. A "pair" is two ratings, "squares" the sum over pairs of
 * their squared difference. Everything is by prompt, in [prompt].
 */
export interface PromptSums {
  readonly prompts: number;
  /** Two ratings of one response, by different raters. */
  readonly responsePairs: Float64Array;
  readonly responseSquares: Float64Array;
  /** Ratings of two responses by different raters. */
  readonly betweenPairs: Float64Array;
  readonly betweenSquares: Float64Array;
  /** Ratings of two responses by one rater. */
  readonly samePairs: Float64Array;
  readonly sameSquares: Float64Array;
  /** Over pairs of rated responses: shared raters / sqrt(n_i n_j), and how many pairs. */
  readonly overlap: Float64Array;
  readonly overlapPairs: Float64Array;
  /** All ratings of a prompt: how many, their sum and sum of squares. */
  readonly n: Float64Array;
  readonly sum: Float64Array;
  readonly squares: Float64Array;
  /** Cells of one rater in one prompt, from cellStart[g] on: the rater, and the same three. */
  readonly cellStart: Uint32Array;
  readonly cellRater: Uint32Array;
  readonly cellN: Float64Array;
  readonly cellSum: Float64Array;
  readonly cellSquares: Float64Array;
}

/**
 * In a time linear in the ratings: a sum over the pairs of a group of (x - y)^2 is n sum x^2 - (sum x)^2, and pairs of "one
 * prompt, other response, other rater" are those of the prompt less those of each response and of each rater.
 */
export function promptSums(ratings: RatedBy): PromptSums {
  const { of, prompts } = numberedPrompts(ratings.prompt);
  const { start, order } = grouped(
    ratings.item.map((item) => of[item] ?? 0),
    prompts,
  );
  const mean = ratings.score.reduce((sum, score) => sum + score, 0) / Math.max(1, ratings.score.length);
  const array = (): Float64Array => new Float64Array(prompts);
  const sums = {
    prompts,
    responsePairs: array(),
    responseSquares: array(),
    betweenPairs: array(),
    betweenSquares: array(),
    samePairs: array(),
    sameSquares: array(),
    overlap: array(),
    overlapPairs: array(),
    n: array(),
    sum: array(),
    squares: array(),
    cellStart: new Uint32Array(prompts + 1),
  };
  const items = moments(ratings.items);
  const raters = moments(ratings.raters);
  // By rater of the prompt at hand: the sum over its items of 1 / sqrt(n_i), and of 1 / n_i.
  const root = new Float64Array(ratings.raters);
  const inverse = new Float64Array(ratings.raters);
  const cells: { rater: number[]; n: number[]; sum: number[]; squares: number[] } = {
    rater: [],
    n: [],
    sum: [],
    squares: [],
  };
  for (let g = 0; g < prompts; g++) {
    const [from, to] = [start[g] ?? 0, start[g + 1] ?? 0];
    for (let at = from; at < to; at++) {
      const r = order[at] ?? 0;
      // Around the mean, or large sums would drown small differences.
      const score = (ratings.score[r] ?? 0) - mean;
      items.add(ratings.item[r] ?? 0, score);
      raters.add(ratings.rater[r] ?? 0, score);
      sums.n[g] = (sums.n[g] ?? 0) + 1;
      sums.sum[g] = (sums.sum[g] ?? 0) + score;
      sums.squares[g] = (sums.squares[g] ?? 0) + score * score;
    }
    for (let at = from; at < to; at++) {
      const r = order[at] ?? 0;
      const rater = ratings.rater[r] ?? 0;
      const times = items.n[ratings.item[r] ?? 0] ?? 1;
      root[rater] = (root[rater] ?? 0) + 1 / Math.sqrt(times);
      inverse[rater] = (inverse[rater] ?? 0) + 1 / times;
    }
    const responses = items.touched.length;
    const ofItems = items.takePairs();
    let overlap = 0;
    let same = { pairs: 0, squares: 0 };
    for (const rater of raters.touched) {
      overlap += ((root[rater] ?? 0) ** 2 - (inverse[rater] ?? 0)) / 2;
      root[rater] = 0;
      inverse[rater] = 0;
      cells.rater.push(rater);
      cells.n.push(raters.n[rater] ?? 0);
      cells.sum.push(raters.sum[rater] ?? 0);
      cells.squares.push(raters.squares[rater] ?? 0);
    }
    same = raters.takePairs();
    sums.cellStart[g + 1] = cells.rater.length;
    const n = sums.n[g] ?? 0;
    sums.responsePairs[g] = ofItems.pairs;
    sums.responseSquares[g] = ofItems.squares;
    sums.samePairs[g] = same.pairs;
    sums.sameSquares[g] = same.squares;
    sums.betweenPairs[g] = (n * (n - 1)) / 2 - ofItems.pairs - same.pairs;
    sums.betweenSquares[g] = squaresOf(n, sums.sum[g] ?? 0, sums.squares[g] ?? 0) - ofItems.squares - same.squares;
    sums.overlap[g] = overlap;
    sums.overlapPairs[g] = (responses * (responses - 1)) / 2;
  }
  return {
    ...sums,
    cellRater: Uint32Array.from(cells.rater),
    cellN: Float64Array.from(cells.n),
    cellSum: Float64Array.from(cells.sum),
    cellSquares: Float64Array.from(cells.squares),
  };
}

/** The sum over pairs of n numbers of their squared difference. */
export function squaresOf(n: number, sum: number, squares: number): number {
  return n * squares - sum * sum;
}

/** n, sum and sum of squares by key, of the keys touched since the last `takePairs`. */
function moments(keys: number): {
  n: Float64Array;
  sum: Float64Array;
  squares: Float64Array;
  touched: number[];
  add(key: number, score: number): void;
  takePairs(): { pairs: number; squares: number };
} {
  const [n, sum, squares] = [new Float64Array(keys), new Float64Array(keys), new Float64Array(keys)];
  const touched: number[] = [];
  return {
    n,
    sum,
    squares,
    touched,
    add(key, score) {
      if (n[key] === 0) touched.push(key);
      n[key] = (n[key] ?? 0) + 1;
      sum[key] = (sum[key] ?? 0) + score;
      squares[key] = (squares[key] ?? 0) + score * score;
    },
    takePairs() {
      const found = { pairs: 0, squares: 0 };
      for (const key of touched) {
        const times = n[key] ?? 0;
        found.pairs += (times * (times - 1)) / 2;
        found.squares += squaresOf(times, sum[key] ?? 0, squares[key] ?? 0);
        n[key] = 0;
        sum[key] = 0;
        squares[key] = 0;
      }
      touched.length = 0;
      return found;
    },
  };
}
