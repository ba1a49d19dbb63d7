import { expect, test } from "vitest";
import { csv, message, range, told } from "../pipeline.ts";

const text = "scale: [1, 2, 3, 4, 5]\nratings: [{file: r.csv}]\nrules:\n  - id: a\n  - id: b\n";
const rated = (items: number, second: (first: number, item: number) => number) => ({
  "r.csv": csv(
    ["item", "a", "b"],
    range(0, items).map((i) => [i, 1 + ((i * i) % 5), second(1 + ((i * i) % 5), i)]),
  ),
});

test("two rules that rise and fall together are reported at the weaker, on how many responses", async () => {
  expect(
    await message(
      "redundant",
      text,
      rated(60, (first, item) => (item === 2 ? 5 : first)),
    ),
  ).toMatch(
    /^`[ab]` gets nearly the same ratings as `[ab]` \(correlation \d\.\d\d \[\d\.\d\d, \d\.\d\d\]\)\. Together they count twice for one thing\.$/,
  );
});

test("the weaker is the one that orders the pairs worse, whatever its weight", async () => {
  const preferring = text.replace("rules:", "preferences: [{overall: good}]\nrules:");
  const rows = range(0, 40).flatMap((p) =>
    range(1, 6).map((good) => [`${p}/${good}`, good, p < 2 && good > 3 ? 9 - good : good, good]),
  );
  const [finding] = await told("redundant", preferring, { "r.csv": csv(["item", "a", "b", "good"], rows) });
  expect(finding?.rule).toBe("b");
});

test("rules that differ are not reported, nor fewer than thirty responses", async () => {
  expect(
    await told(
      "redundant",
      text,
      rated(60, (first, item) => 1 + ((first + item) % 5)),
    ),
  ).toEqual([]);
  expect(
    await told(
      "redundant",
      text,
      rated(29, (first) => first),
    ),
  ).toEqual([]);
});
