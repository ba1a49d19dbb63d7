/** Specific agreement, and how many responses settle a question. */
import fc from "fast-check";
import { expect, test } from "vitest";
import {
  responsesForAccuracy,
  responsesForAlpha,
  responsesForEntropy,
} from "../../server/src/statistics/responses-wanted.ts";
import { isDefined } from "../../server/src/statistics/result.ts";
import { specificAgreement } from "../../server/src/statistics/specific-agreement.ts";
import { arbitraryTable, countsOf, given, known, patternsOf } from "./rating-table.ts";

test("specific agreement is what asking each departing rating's neighbours gives", () => {
  fc.assert(
    fc.property(arbitraryTable, ({ levels, table }) => {
      const counts = countsOf(table, levels);
      const commonest = counts.indexOf(Math.max(...counts));
      let [both, all, responses] = [0, 0, 0];
      for (const row of table.map(given)) {
        if (row.length < 2 || row.every((value) => value === commonest)) continue;
        responses++;
        for (const [at, value] of row.entries()) {
          if (value === commonest) continue;
          const others = row.filter((_, by) => by !== at);
          all += others.length;
          both += others.filter((other) => other !== commonest).length;
        }
      }
      const found = specificAgreement(patternsOf(table, levels));
      if (responses < 5) expect(isDefined(found)).toBe(false);
      else {
        expect(known(found).responses).toBe(responses);
        expect(known(found).value).toBeCloseTo(both / all, 12);
      }
    }),
  );
});

test("decided pairs for an accuracy off one half, in responses", () => {
  // By hand: (2.8 / 0.2)^2 = 196 decided pairs at deff 2: 392; half of the pairs tie: 784 pairs; 2 responses a pair: 1,568.
  expect(responsesForAccuracy({ accuracy: 0.6, deff: 2, tieShare: 0.5, pairs: 100 }, 200)).toEqual({
    more: 1368,
    isTooMany: false,
  });
  expect(responsesForAccuracy({ accuracy: 0.51, deff: 1, tieShare: 0, pairs: 100 }, 200)).toMatchObject({
    isTooMany: true,
  });
  expect(responsesForAccuracy({ accuracy: 0.5, deff: 1, tieShare: 0, pairs: 9 }, 18)).toEqual({
    unavailable: "decided accuracy is one half",
  });
});

test("items for alpha's interval on one side of .667", () => {
  const alpha = { value: 0.767, interval: { low: 0.567, high: 0.867, method: "" } };
  // Half a width of 0.2 must shrink to 0.1: 4 times, and twice for 80%: 8 times 50.
  expect(known(responsesForAlpha(alpha, 0.667, 50, 100)).more).toBe(700);
  const settled = { value: 0.4, interval: { low: 0.2, high: 0.6, method: "" } };
  expect(responsesForAlpha(settled, 0.667, 50, 50)).toEqual({ more: 0, isTooMany: false });
  expect(known(responsesForAlpha({ ...alpha, value: 0.677 }, 0.667, 50, 50)).isTooMany).toBe(true);
});

test("responses for an entropy are in the present design", () => {
  expect(responsesForEntropy(50, 25, 10)).toEqual({ more: 20, isTooMany: false });
  expect(responsesForEntropy(0, 25, 10)).toEqual({ more: 0, isTooMany: false });
  expect(responsesForEntropy(3, 0, 10)).toEqual({ unavailable: "no ratings" });
});
