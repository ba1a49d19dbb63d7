import { expect, test } from "vitest";
import { gateFailures } from "../../server/src/statistics/gate.ts";
import { createRandom } from "../../server/src/statistics/random.ts";
import { patternsOf } from "./rating-table.ts";

test("a response fails where more than half of its raters rate it worse than the gate", () => {
  const table = [[0], [1], [0, 1], [0, 0, 1], [0, 2, 2], [2, 2]];
  // Levels 1, 2, 3; patterns are by item, since all differ.
  const patterns = patternsOf(table, 3);
  const failing = (gate: number, isNegative: boolean) =>
    table.map((row) => {
      const own = patternsOf([row], 3);
      return gateFailures(own, [1, 2, 3], gate, isNegative)[0];
    });
  expect(failing(2, false)).toEqual([1, 0, 0, 1, 0, 0]);
  expect(failing(2, true)).toEqual([0, 0, 0, 0, 1, 1]);
  expect(gateFailures(patterns, [1, 2, 3], 1, false).every((one) => one === 0)).toBe(true);
});

test("ten raters fail no more responses than one does, by more than chance", () => {
  const { uniform } = createRandom(6);
  // 2.5% true violations, of which a rater sees 97%; 3% false alarms.
  const share = (raters: number): number => {
    let failed = 0;
    for (let item = 0; item < 4000; item++) {
      const sees = uniform() < 0.025 ? 0.97 : 0.03;
      const row = Array.from({ length: raters }, () => (uniform() < sees ? 0 : 1));
      failed += gateFailures(patternsOf([row], 2), [0, 1], 1, false)[0] ?? 0;
    }
    return failed / 4000;
  };
  expect(share(1)).toBeGreaterThan(0.04);
  expect(share(10)).toBeLessThan(0.035);
});
