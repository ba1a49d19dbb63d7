import { createHash } from "node:crypto";
import fc from "fast-check";
import { expect, test } from "vitest";
import { wordingOf } from "../../server/src/rubric/wording.ts";

test("white space and Unicode's forms do not change a wording", () => {
  expect(wordingOf("  Gives no\n\thelp. ")).toBe(wordingOf("Gives no help."));
  expect(wordingOf("cafe\u0301")).toBe(wordingOf("caf\u00e9"));
  expect(wordingOf("Gives no help")).not.toBe(wordingOf("Gives no help."));
});

test("it is the start of SHA-256 in UTF-8, as Node computes it", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme" }), (text) => {
      const plain = text.normalize("NFC").trim().replace(/\s+/g, " ");
      expect(wordingOf(text)).toBe(createHash("sha256").update(plain, "utf8").digest("hex").slice(0, 6));
    }),
  );
});
