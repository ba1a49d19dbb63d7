/**
 * Rewards as trainers use them (docs/scores.md). Items without a reward (NaN) take no part and stay NaN. `group` is by
 * item: its prompt's number, -1 for an item that stands alone.
 */

/**
 * Contrastive rewards: each reward less the mean of the other responses to its prompt (Shen et al. 2024,
 * arXiv:2403.07708). NaN where the prompt has no other response with a reward.
 */
export function lessOthers(rewards: Float64Array, group: Int32Array): Float64Array {
  const { sum, n } = totals(rewards, group);
  return rewards.map((reward, i) => {
    const g = group[i] ?? -1;
    const others = (n.get(g) ?? 0) - 1;
    return g < 0 || others < 1 ? Number.NaN : reward - ((sum.get(g) ?? 0) - reward) / others;
  });
}

/** Each reward less the mean of all (REINFORCE++, Hu 2025, arXiv:2501.03262, section 3). */
export function lessMean(rewards: Float64Array): Float64Array {
  const rated = rewards.filter((reward) => !Number.isNaN(reward));
  const mean = rated.reduce((sum, reward) => sum + reward, 0) / rated.length;
  return rewards.map((reward) => reward - mean);
}

/** Divides by the standard deviation (over n) of all values; as they are where that is 0. */
export function scaledBySd(values: Float64Array): Float64Array {
  const rated = values.filter((value) => !Number.isNaN(value));
  const mean = rated.reduce((sum, value) => sum + value, 0) / rated.length;
  const sd = Math.sqrt(rated.reduce((sum, value) => sum + (value - mean) ** 2, 0) / rated.length);
  return sd > 0 ? values.map((value) => value / sd) : values.slice();
}

/** Place within the prompt, 1 the best; responses with equal rewards have their mean place (midrank). NaN alone. */
export function ranksWithin(rewards: Float64Array, group: Int32Array): Float64Array {
  const members = new Map<number, number[]>();
  rewards.forEach((reward, i) => {
    const g = group[i] ?? -1;
    if (g < 0 || Number.isNaN(reward)) return;
    members.set(g, [...(members.get(g) ?? []), i]);
  });
  const ranks = new Float64Array(rewards.length).fill(Number.NaN);
  for (const items of members.values())
    for (const i of items) {
      const better = items.filter((other) => (rewards[other] ?? 0) > (rewards[i] ?? 0)).length;
      const equal = items.filter((other) => rewards[other] === rewards[i]).length;
      ranks[i] = better + (equal + 1) / 2;
    }
  return ranks;
}

function totals(rewards: Float64Array, group: Int32Array) {
  const sum = new Map<number, number>();
  const n = new Map<number, number>();
  rewards.forEach((reward, i) => {
    const g = group[i] ?? -1;
    if (g < 0 || Number.isNaN(reward)) return;
    sum.set(g, (sum.get(g) ?? 0) + reward);
    n.set(g, (n.get(g) ?? 0) + 1);
  });
  return { sum, n };
}
