import { fitBradleyTerry } from "./bradley-terry.ts";
import { foldsByPrompt } from "./folds.ts";
import { type PairSet, pairSet, tieTolerance } from "./pairs.ts";
import { isDefined, type Maybe } from "./result.ts";
import type { Outcomes } from "./reward.ts";
import type { Steps } from "./steps.ts";

export interface SourceSeparability {
  /** Share of the pairs that the responses' sources alone foresee, on prompts other than those they were learned on; a pair of one source counts 1/2. */
  readonly accuracy: number;
  /** Pairs with both sources known, and those of them that are of one source. */
  readonly pairs: number;
  readonly withinPairs: number;
  readonly isSeparable: boolean;
}

const LIMIT = 0.85;
const MOST_SOURCES = 100;
const PENALTY = 1e-2;

/**
 * Whether preferences only separate sources (which model wrote a response): the sources' strengths in Bradley-Terry's model, fitted on four folds of
 * the prompts, foresee 85% of the pairs of the fifth or more. Weights then learn who wrote a response, not how good it is ("More is Less" on multi-model pairs, 2025).
 * `source` is by item, -1 for none.
 */
export function* sourceSeparability(pairs: PairSet, source: Int32Array): Steps<Maybe<SourceSeparability>> {
  const known = [...pairs.chosen.keys()].filter(
    (p) => (source[pairs.chosen[p] ?? 0] ?? -1) >= 0 && (source[pairs.rejected[p] ?? 0] ?? -1) >= 0,
  );
  const names = [
    ...new Set(known.flatMap((p) => [source[pairs.chosen[p] ?? 0] ?? -1, source[pairs.rejected[p] ?? 0] ?? -1])),
  ];
  if (names.length < 2) return { unavailable: "fewer than two sources" };
  if (names.length > MOST_SOURCES) return { unavailable: "more than 100 sources" };
  const ofSources = pairSet({
    items: pairs.items,
    scores: names.map((name) => Float64Array.from({ length: pairs.items }, (_, i) => (source[i] === name ? 1 : 0))),
    chosen: Int32Array.from(known, (p) => pairs.chosen[p] ?? 0),
    rejected: Int32Array.from(known, (p) => pairs.rejected[p] ?? 0),
    prompt: Int32Array.from(known, (p) => pairs.prompt[p] ?? 0),
  });
  // Folds by what the pairs themselves hold would follow the sources; those of the rules' scores do not.
  const folds = foldsByPrompt(pairs);
  if (folds.count < 2) return { unavailable: "one prompt" };
  const number = new Map(names.map((name, s) => [name, s]));
  const sourceOf = (item: number): number => number.get(source[item] ?? -1) ?? -1;
  let right = 0;
  let within = 0;
  for (let fold = 0; fold < folds.count; fold++) {
    const among = Int32Array.from(known.keys()).filter((at) => folds.of[known[at] ?? 0] !== fold);
    const fit = yield* fitBradleyTerry(ofSources, { among, isFree: true, penalty: PENALTY });
    for (const p of known) {
      if (folds.of[p] !== fold) continue;
      const [a, b] = [sourceOf(pairs.chosen[p] ?? 0), sourceOf(pairs.rejected[p] ?? 0)];
      if (a === b) within++;
      const difference = isDefined(fit) ? (fit.weights[a] ?? 0) - (fit.weights[b] ?? 0) : 0;
      right += Math.abs(difference) <= tieTolerance ? 0.5 : difference > 0 ? 1 : 0;
    }
    yield;
  }
  const accuracy = right / known.length;
  return { accuracy, pairs: known.length, withinPairs: within, isSeparable: accuracy >= LIMIT };
}

/** Outcomes of the pairs of one source only; the others are not judged. Their accuracy is what rules say beyond the source. */
export function withinOneSource(pairs: PairSet, outcomes: Outcomes, source: Int32Array): Outcomes {
  return outcomes.map((outcome, p) => {
    const [a, b] = [source[pairs.chosen[p] ?? 0] ?? -1, source[pairs.rejected[p] ?? 0] ?? -1];
    return a >= 0 && a === b ? outcome : Number.NaN;
  });
}
