/** Values of SciPy 1.17: scipy.stats.t.sf, scipy.special.gammaln. */
import { expect, test } from "vitest";
import { logGamma } from "../../server/src/statistics/log-gamma.ts";
import { studentT95 } from "../../server/src/statistics/student-t.ts";
import { studentTTwoSided, studentTUpper } from "../../server/src/statistics/student-t-p.ts";

test.each([
  [0, 3, 0.5],
  [0.5, 1, 0.35241638234956674],
  [-1.3, 4.7, 0.8731513520676949],
  [2.2281388519649385, 10, 0.02500000000090432],
  [12, 2.5, 0.0014181075150391622],
  [3.4, 95, 0.0004933761584959634],
  [20, 239, 2.9723755779694475e-53],
  [1e-6, 50, 0.4999996030473203],
  [35, 1000, 3.673141801874417e-176],
  [0.9, 12345.6, 0.1840689026591304],
  [150, 7, 7.72122311515815e-14],
])("P(T > %d) for %d degrees of freedom", (t, df, expected) => {
  expect(Math.abs(studentTUpper(t, df) / expected - 1)).toBeLessThan(1e-10);
});

test("the tail beyond the two-sided quantile is 5%", () => {
  for (const df of [1, 2, 3, 7, 30, 95, 500, 2000]) expect(studentTTwoSided(-studentT95(df), df)).toBeCloseTo(0.05, 10);
});

test.each([
  [0.1, 2.252712651734206],
  [0.5, 0.5723649429247],
  [1.5, -0.12078223763524526],
  [6, 4.787491742782046],
  [14.9, 24.924132002217277],
  [15.1, 25.458999750992664],
  [200.5, 860.5822035097824],
  [100000.0, 1051287.7089736569],
])("ln Gamma(%d)", (x, expected) => {
  expect(Math.abs(logGamma(x) - expected)).toBeLessThan(1e-13 * Math.max(1, Math.abs(expected)));
});

test("what is not a number has no tail", () => {
  expect(studentTUpper(Number.NaN, 4)).toBeNaN();
  expect(studentTUpper(1, 0)).toBeNaN();
  expect(studentTUpper(Number.POSITIVE_INFINITY, 4)).toBe(0);
});
