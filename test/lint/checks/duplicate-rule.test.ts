import { expect, test } from "vitest";
import { told } from "../pipeline.ts";

test("each further rule of an id is reported, and not the first", async () => {
  const text = "scale: [0, 1]\nrules:\n  - id: a\n  - id: b\n  - id: a\n  - id: a\n";
  const found = await told("duplicate-rule", text);
  expect(found.map(({ range }) => range.start)).toEqual([text.indexOf("a", text.indexOf("b")), text.lastIndexOf("a")]);
  expect(found[0]).toMatchObject({ severity: "error", rule: "a" });
});

test("ids are compared as they are written", async () => {
  expect(await told("duplicate-rule", "scale: [0, 1]\nrules:\n  - id: 7\n  - id: 007\n")).toEqual([]);
});
