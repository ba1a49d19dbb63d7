import { expect, test } from "vitest";
import { message, told } from "../pipeline.ts";

test("an unknown key is reported with what was probably meant", async () => {
  const [finding] = await told("format", "scale: [0, 1]\nrules:\n  - id: a\n    polarty: negative\n");
  expect(finding).toMatchObject({ severity: "error", replacements: ["polarity"] });
});

test("a value of the wrong kind is reported", async () => {
  expect(await message("format", "encore: {temperature: 0}\nscale: [0, 1]\nrules: []\n")).toContain("over 0");
});

test("rated rules without any scale are reported once, at the rules", async () => {
  const text = "rules:\n  - id: a\n    ratings: [1, 2]\n  - id: b\n    ratings: [3]\n  - id: c\n";
  const [finding, ...others] = await told("format", text);
  expect(others).toEqual([]);
  expect(finding?.range).toEqual({ start: 0, end: 5 });
  expect(finding?.message).toBe(
    "No scale for `a` and `b`: the values found are used as its levels. How close their entropy comes to the maximum is unknown.",
  );
});

test("a rule's own scale is enough", async () => {
  expect(await told("format", "rules:\n  - id: a\n    scale: [1, 2]\n    ratings: [1, 2]\n")).toEqual([]);
});
