/** Cases in which an earlier table of verdicts was wrong, simulated with a seed. */
import { expect, test } from "vitest";
import type { VerdictInput } from "../server/src/analysis/verdict.ts";
import { createRandom, type Random } from "../server/src/statistics/random.ts";
import { confusions, share, verdictName } from "./verdict-confusion.study.ts";

/** Verdicts on `runs` rules of `items` items whose raters agree with probability `agreement`, else draw by `shares`. */
function verdicts(
  runs: number,
  { items, raters, agreement, shares }: { items: number; raters: number; agreement: number; shares: readonly number[] },
  chance: VerdictInput["chance"] = "neither",
): string[] {
  const random = createRandom(items * 1000 + raters);
  const draw = ({ uniform }: Random): number => {
    let left = uniform();
    const at = shares.findIndex((one) => {
      left -= one;
      return left < 0;
    });
    return Math.max(0, at) / (shares.length - 1);
  };
  return Array.from({ length: runs }, () => {
    const ratings = Array.from({ length: items }, () => {
      const common = draw(random);
      const isCommon = random.uniform() < agreement;
      return Array.from({ length: raters }, () => (isCommon ? common : draw(random)));
    });
    return verdictName(ratings, shares.length - 1, chance);
  });
}

const counted = (names: readonly string[], name: string): number => names.filter((one) => one === name).length;

test("pure noise with skewed values and no preferences is never reliable", () => {
  const skewed = { raters: 3, agreement: 0, shares: [0.02, 0.03, 0.05, 0.1, 0.8] };
  for (const items of [50, 150]) expect(counted(verdicts(100, { items, ...skewed }), "reliable")).toBe(0);
});

test("alpha .94 and better than chance is reliable, not noisy", () => {
  const names = verdicts(40, { items: 150, raters: 3, agreement: 0.94, shares: [0.2, 0.2, 0.2, 0.2, 0.2] }, "better");
  expect(counted(names, "reliable")).toBe(40);
});

test("40 items by 2 raters at alpha .93 are not unreliable", () => {
  const names = verdicts(40, { items: 40, raters: 2, agreement: 0.93, shares: [0.2, 0.2, 0.2, 0.2, 0.2] });
  expect(counted(names, "unreliable") + counted(names, "disputed")).toBe(0);
});

test("noise is warned of and what raters agree on is not, at 150 responses by 3 raters", () => {
  const [confusion] = confusions(15, [150], [3]).filter(({ hasPreferences }) => hasPreferences);
  if (!confusion) throw new Error("no simulation");
  const warnings = ["unreliable", "disputed", "reversed", "uninformative"];
  for (const truth of ["noise, even", "coin toss"]) expect(share(confusion, truth, warnings)).toBe(1);
  expect(share(confusion, "noise, 85% fives", [...warnings, "disputed (information)"])).toBeGreaterThan(0.9);
  for (const truth of ["good, foresees preference", "good, a trade-off", "good, 4% yes"])
    expect(share(confusion, truth, ["unreliable", "disputed", "uninformative"])).toBe(0);
  expect(share(confusion, "turned the wrong way", ["reversed"])).toBeGreaterThan(0.9);
});
