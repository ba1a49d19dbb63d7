import { expect, test } from "vitest";
import { drawn, told } from "../pipeline.ts";

test("a broken line is reported, and the other rules are read and analysed", async () => {
  const source = `scale: [1, 2, 3, 4, 5]
rules:
  - id: first
    ratings: [1, 5
  - id: second
#       ^^^^^^ few-ratings
    ratings: [4, 5]
`;
  expect(await drawn(source)).toContain("few-ratings");
  expect(await drawn(source)).toContain("^ syntax");
});

test("valid YAML is not reported", async () => {
  expect(await told("syntax", "scale: [0, 1]\nrules: []\n")).toEqual([]);
});
