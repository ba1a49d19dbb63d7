import type { PairSet } from "./pairs.ts";

/** How many folds a cross-fitted weighting is fitted and judged on; fewer where there are fewer prompts. */
const foldCount = 5;

export interface Folds {
  readonly count: number;
  /** By pair. All pairs of a prompt are in one fold. */
  readonly of: Uint8Array;
}

/**
 * Deals the prompts to folds in the order of a hash of what their pairs hold, so that the same data make the same folds
 * in whatever order they come and whatever the prompts and items are called. Prompts that share a hash hold the same
 * and can stand for each other. One fold, where nothing can be held out: with fewer than two prompts.
 */
export function foldsByPrompt(pairs: PairSet): Folds {
  const count = Math.max(1, Math.min(foldCount, pairs.prompts));
  const hash = promptHashes(pairs);
  const order = Array.from(hash, (_, prompt) => prompt).sort((a, b) => (hash[a] ?? 0) - (hash[b] ?? 0));
  const ofPrompt = new Uint8Array(pairs.prompts);
  order.forEach((prompt, rank) => {
    ofPrompt[prompt] = rank % count;
  });
  return { count, of: Uint8Array.from(pairs.prompt, (prompt) => ofPrompt[prompt] ?? 0) };
}

/** A sum over the prompt's pairs, so their order does not matter. */
function promptHashes(pairs: PairSet): Uint32Array {
  const item = itemHashes(pairs);
  const hash = new Uint32Array(pairs.prompts);
  for (let p = 0; p < pairs.pairs; p++) {
    const prompt = pairs.prompt[p] ?? 0;
    const sides = mix((item[pairs.chosen[p] ?? 0] ?? 0) ^ mix(item[pairs.rejected[p] ?? 0] ?? 0));
    hash[prompt] = (hash[prompt] ?? 0) + sides;
  }
  return hash;
}

function itemHashes(pairs: PairSet): Uint32Array {
  const hash = Uint32Array.from(pairs.failed);
  for (const scores of pairs.scores) {
    for (let i = 0; i < hash.length; i++) {
      const score = scores[i] ?? 0;
      // Rounded, because the sum behind a mean may end in another bit when its ratings come in another order.
      const rounded = Number.isNaN(score) ? -1 : Math.round(score * 1e6);
      hash[i] = mix((hash[i] ?? 0) ^ rounded);
    }
  }
  return hash;
}

/** The finaliser of MurmurHash3, with a step before it so that 0 does not stay 0. */
function mix(value: number): number {
  let h = (value + 0x9e3779b9) | 0;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}
