import { expect, test } from "vitest";
import { fill, listed, someOf } from "../../server/src/lint/message.ts";

test("placeholders are filled by name, as often as they stand there", () => {
  expect(fill("{rule} has {n}: {rule}", { rule: "tone", n: "3 ratings" })).toBe("tone has 3 ratings: tone");
});

test("what is filled in is not filled again", () => {
  expect(fill("{a} and {b}", { a: "{b}", b: "$&" })).toBe("{b} and $&");
});

test("lists read as sentences, long ones are cut", () => {
  expect(listed(["a"])).toBe("a");
  expect(listed(["a", "b", "c"])).toBe("a, b and c");
  expect(someOf(["a", "b", "c", "d", "e"])).toBe("a, b, c and 2 more");
});
