import { expect, test } from "vitest";
import { message, told } from "../pipeline.ts";

test("an unknown key is told with what was probably meant", async () => {
  const [finding] = await told("format", "scale: [0, 1]\nrules:\n  - id: a\n    polarty: negative\n");
  expect(finding).toMatchObject({ severity: "error", replacements: ["polarity"] });
});

test("a value of the wrong kind is told", async () => {
  expect(await message("format", "encore: {temperature: 0}\nscale: [0, 1]\nrules: []\n")).toContain("over 0");
});

test("rated rules without any scale are told once, at the rules", async () => {
  const text = "rules:\n  - id: a\n    ratings: [1, 2]\n  - id: b\n    ratings: [3]\n  - id: c\n";
  const [finding, ...others] = await told("format", text);
  expect(others).toEqual([]);
  expect(finding?.range).toEqual({ start: 0, end: 5 });
  expect(finding?.message).toBe(
    "No scale holds for `a` and `b`, so the values seen stand for it: how near their entropy comes to the most possible cannot be told. Write `scale:` with all levels, [1, 2, 3, 4, 5] for instance.",
  );
});

test("a rule's own scale is enough", async () => {
  expect(await told("format", "rules:\n  - id: a\n    scale: [1, 2]\n    ratings: [1, 2]\n")).toEqual([]);
});
