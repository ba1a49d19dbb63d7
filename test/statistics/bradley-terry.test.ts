import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type BradleyTerryFit, fitBradleyTerry } from "../../server/src/statistics/bradley-terry.ts";
import { heldOutBradleyTerry } from "../../server/src/statistics/bradley-terry-held-out.ts";
import { foldsByPrompt } from "../../server/src/statistics/folds.ts";
import { type PairSet, pairSet } from "../../server/src/statistics/pairs.ts";
import { isDefined } from "../../server/src/statistics/result.ts";
import { accuracyOf, outcomes } from "../../server/src/statistics/reward.ts";
import { finish } from "../../server/src/statistics/steps.ts";
import golden from "../golden/preferences.json" with { type: "json" };
import { arbitraryPairs, orderBy, rearranged } from "./arbitrary-pairs.ts";
import { hasSharedData, readGolden, readRatedPairs } from "./preference-data.ts";
import { known } from "./rating-table.ts";

describe.each(["hanna", "summeval-op"])("%s", (name) => {
  test.skipIf(!hasSharedData())("the full fit is the golden one", () => {
    const { rules, pairs } = readRatedPairs(name);
    const want = readGolden(name).bradley_terry_full_fit;
    const found = fitted(pairs);
    expect(found.objective).toBeLessThanOrEqual(want.objective + 1e-12);
    expect(found.objective).toBeCloseTo(want.objective, 12);
    rules.forEach((rule, k) => {
      expect(found.weights[k]).toBeCloseTo(want.weights_raw[rule], 6);
    });
    expect(found).toMatchObject({ pairs: pairs.pairs, separated: false });
  });

  test.skipIf(!hasSharedData())("held out it is judged on every pair, and does no better than the full fit", () => {
    const { pairs } = readRatedPairs(name);
    const heldOut = finish(heldOutBradleyTerry(pairs, foldsByPrompt(pairs)));
    if (!isDefined(heldOut)) throw new Error(heldOut.unavailable);
    const { pairs: judged, accuracy } = accuracyOf(heldOut);
    const full = accuracyOf(outcomes(pairs, fitted(pairs).weights)).accuracy;
    expect(judged).toBe(pairs.pairs);
    expect(accuracy).toBeLessThanOrEqual(Number(full) + 0.005);
    expect(accuracy).toBeGreaterThan(0.55);
  });
});

test.each(golden.bradleyTerry)("$name: SciPy's minimum", ({ scores, pairs: sides, weights, objective }) => {
  const found = fitted(
    pairSet({
      items: scores[0]?.length ?? 0,
      scores: scores.map((ofRule) => Float64Array.from(ofRule)),
      chosen: Int32Array.from(sides, ([better = 0]) => better),
      rejected: Int32Array.from(sides, ([, worse = 0]) => worse),
    }),
  );
  expect(found.objective).toBeLessThanOrEqual(objective + 1e-12);
  weights.forEach((weight, k) => {
    expect(found.weights[k]).toBeCloseTo(weight, 4);
  });
});

test("perfect separation converges and is told; one pair against it is none", () => {
  const scores = [Float64Array.of(1, 0.5, 0)];
  const order = { items: 3, scores, chosen: Int32Array.of(0, 1, 0), rejected: Int32Array.of(1, 2, 2) };
  expect(fitted(pairSet(order))).toMatchObject({ separated: true });
  expect(fitted(pairSet(order)).residual).toBeLessThan(1e-9);
  const against = { ...order, chosen: Int32Array.of(0, 1, 2), rejected: Int32Array.of(1, 2, 0) };
  expect(fitted(pairSet(against)).separated).toBe(false);
});

test("a rule that points the wrong way gets no weight, not a negative one", () => {
  const scores = [Float64Array.of(0, 0.5, 1)];
  const pairs = pairSet({ items: 3, scores, chosen: Int32Array.of(0, 1), rejected: Int32Array.of(1, 2) });
  expect([...fitted(pairs).weights]).toEqual([0]);
  expect(fitted(pairs).objective).toBeCloseTo(Math.LN2, 12);
});

test("held out, weights that are all 0 tie their pairs", () => {
  const scores = [Float64Array.of(0, 0.5, 1)];
  const input = { items: 3, scores, chosen: Int32Array.of(0, 1), rejected: Int32Array.of(1, 2) };
  const pairs = pairSet(input);
  expect(finish(heldOutBradleyTerry(pairs, foldsByPrompt(pairs)))).toEqual(Float64Array.of(0.5, 0.5));
});

test("pairs that not every rule rates, or that fail a gate, are not fitted on", () => {
  const scores = [Float64Array.of(1, 0.5, 0), Float64Array.of(0.5, Number.NaN, 0.25)];
  const input = { items: 3, scores, chosen: Int32Array.of(0, 0), rejected: Int32Array.of(1, 2) };
  expect(fitted(pairSet(input)).pairs).toBe(1);
  const gated = finish(fitBradleyTerry(pairSet({ ...input, failed: Uint8Array.of(1, 0, 0) })));
  expect(gated).toEqual({ unavailable: "no pair that all rules rate" });
});

test("two thousand rules converge", () => {
  const items = 60;
  const level = orderBy(11)(items * 2000);
  const scores = Array.from({ length: 2000 }, (_, k) =>
    Float64Array.from({ length: items }, (_, i) => ((level[k * items + i] ?? 0) % 5) / 4),
  );
  const sides = Array.from({ length: items - 1 }, (_, i) => i);
  const pairs = pairSet({
    items,
    scores,
    chosen: Int32Array.from(sides),
    rejected: Int32Array.from(sides, (i) => i + 1),
  });
  const found = fitted(pairs);
  expect(found.residual).toBeLessThan(1e-9);
  expect(found.separated).toBe(true);
});

test("the fit is a minimum from any start, of any order, and its objective is at most ln 2", () => {
  fc.assert(
    fc.property(arbitraryPairs(), fc.nat(), (input, key) => {
      const pairs = pairSet(input);
      const found = finish(fitBradleyTerry(pairs));
      if (!isDefined(found)) return;
      expect(found.residual).toBeLessThan(1e-9);
      expect(found.objective).toBeLessThanOrEqual(Math.LN2 + 1e-12);
      const start = Float64Array.from({ length: pairs.rules }, (_, k) => (key + k) % 7);
      for (const other of [
        fitBradleyTerry(pairs, { start }),
        fitBradleyTerry(pairSet(rearranged(input, orderBy(key)))),
      ]) {
        const again = finish(other);
        if (!isDefined(again)) throw new Error(again.unavailable);
        found.weights.forEach((w, k) => {
          expect(again.weights[k]).toBeCloseTo(w, 5);
        });
      }
    }),
  );
});

test("every pair twice fits the same weights", () => {
  fc.assert(
    fc.property(arbitraryPairs(), (input) => {
      const found = finish(fitBradleyTerry(pairSet(input)));
      const doubled = finish(
        fitBradleyTerry(
          pairSet({
            ...input,
            chosen: Int32Array.of(...input.chosen, ...input.chosen),
            rejected: Int32Array.of(...input.rejected, ...input.rejected),
            prompt: Int32Array.of(...(input.prompt ?? []), ...(input.prompt ?? [])),
          }),
        ),
      );
      if (!isDefined(found) || !isDefined(doubled)) {
        expect(doubled).toEqual(found);
        return;
      }
      expect(doubled.objective).toBeCloseTo(found.objective, 10);
      found.weights.forEach((w, k) => {
        expect(doubled.weights[k]).toBeCloseTo(w, 5);
      });
    }),
  );
});

function fitted(pairs: PairSet): BradleyTerryFit {
  const found = finish(fitBradleyTerry(pairs));
  if (!isDefined(found)) throw new Error(found.unavailable);
  return found;
}

test("with free signs the gradient of the penalised loss is 0, and a rule that counts against gets a weight below 0", () => {
  const chosen = Int32Array.of(0, 0, 2, 3, 1, 4);
  const rejected = Int32Array.of(1, 2, 1, 4, 3, 2);
  const scores = [Float64Array.of(1, 0.25, 0.5, 0.75, 0.5), Float64Array.of(0, 1, 0.75, 0.25, 0.5)];
  const set = pairSet({ items: 5, scores, chosen, rejected });
  const centre = Float64Array.of(0.5, 0.25);
  const { weights } = known(finish(fitBradleyTerry(set, { isFree: true, penalty: 0.1, centre })));
  for (const [k, ofRule] of scores.entries()) {
    let gradient = 0.1 * ((weights[k] ?? 0) - (centre[k] ?? 0));
    for (const [p, a] of chosen.entries()) {
      const d = scores.map((one) => (one[a] ?? 0) - (one[rejected[p] ?? 0] ?? 0));
      const margin = d.reduce((sum, one, at) => sum + one * (weights[at] ?? 0), 0);
      gradient -= ((ofRule[a] ?? 0) - (ofRule[rejected[p] ?? 0] ?? 0)) / (1 + Math.exp(margin)) / chosen.length;
    }
    expect(Math.abs(gradient)).toBeLessThan(1e-9);
  }
  const reversed = pairSet({ items: 5, scores: [Float64Array.of(0, 1, 0.5, 0.2, 0.1)], chosen, rejected });
  expect(known(finish(fitBradleyTerry(reversed, { isFree: true }))).weights[0]).toBeLessThan(0);
  expect(known(finish(fitBradleyTerry(reversed))).weights[0]).toBe(0);
});
