import { expect, test } from "vitest";
import * as show from "../../server/src/analysis/format.ts";

test.each([
  [show.decimal(1.346), "1.35"],
  [show.decimal(-0.001, 1), "-0.001"],
  [show.decimal(0), "0.00"],
  [show.decimal(0.0004), "0.0004"],
  [show.decimal(Number.POSITIVE_INFINITY), "∞"],
  [show.weight(0.181), "0.18"],
  [show.weight(0.0441), "0.044"],
  [show.weight(0.0001), "<0.001"],
  [show.weight(0), "0.000"],
  [show.weight(1), "1.00"],
  [show.entropy(Math.LN2, "bits"), "1.00"],
  [show.entropy(Math.LN2), "0.69"],
  [show.percent(0.7123), "71.2%"],
  [show.points({ value: 0.007, interval: { low: -0.002, high: 0.016, method: "" } }), "+0.7 [-0.2, 1.6]"],
  [show.points({ value: -0.0001, interval: { unavailable: "one prompt" } }), "0.0"],
  [show.count(1234567), "1,234,567"],
  [show.counted(1, "rule"), "1 rule"],
  [show.counted(2, "entry", "entries"), "2 entries"],
  [show.probability(0.0004), "p < 0.001"],
  [show.probability(0.5), "p = 0.50"],
  [show.temperature(0.1), "0.1"],
  [show.temperature(Number.POSITIVE_INFINITY), "∞"],
  [show.orReason({ unavailable: "pending" }, String), "being computed"],
  [show.orReason({ unavailable: "one rater" }, String), "one rater"],
])("%s", (shown, expected) => {
  expect(shown).toBe(expected);
});
