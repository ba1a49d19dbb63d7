/** Offsets and lines and columns, in both encodings that a client may count in. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { TextDocument } from "vscode-languageserver-textdocument";
import { chooseEncoding, type Encoding, Positions } from "../../server/src/edge/positions.ts";

const positions = (text: string, encoding: Encoding) =>
  new Positions(TextDocument.create("file:///a", "rubric", 1, text), encoding);

test("UTF-16 is taken unless the client offers only others", () => {
  expect(chooseEncoding(undefined)).toBe("utf-16");
  expect(chooseEncoding(["utf-8", "utf-16"])).toBe("utf-16");
  expect(chooseEncoding(["utf-32", "utf-8"])).toBe("utf-8");
  expect(chooseEncoding(["utf-32"])).toBe("utf-16");
});

test("columns count UTF-16 units or bytes", () => {
  const text = "né 🦊 x";
  expect(positions(text, "utf-16").positionAt(6)).toEqual({ line: 0, character: 6 });
  expect(positions(text, "utf-8").positionAt(6)).toEqual({ line: 0, character: 9 });
});

const texts = fc.string({ unit: fc.constantFrom("a", "é", "🦊", "\n", "\r\n", " ", "中"), maxLength: 40 });

test.each<Encoding>(["utf-16", "utf-8"])("an offset at a character survives the way to %s and back", (encoding) => {
  fc.assert(
    fc.property(texts, (text) => {
      const at = positions(text, encoding);
      let offset = 0;
      for (const symbol of [...text, ""]) {
        const isInLineEnd = text[offset] === "\n" && text[offset - 1] === "\r";
        if (!isInLineEnd) expect(at.offsetAt(at.positionAt(offset))).toBe(offset);
        offset += symbol.length;
      }
    }),
    { numRuns: 200 },
  );
});

test.each<Encoding>(["utf-16", "utf-8"])(
  "changes in %s follow one another, edits all speak of one text",
  (encoding) => {
    const at = positions("é1\n2\n", encoding);
    const range = (start: number, end: number) => at.range({ start, end });
    const changed = at.apply([{ range: range(0, 1), text: "ab" }, { text: "whole" }], 2);
    expect(changed.document.getText()).toBe("whole");
    expect(changed.document.version).toBe(2);
    const edited = at.edited([
      { range: range(1, 2), newText: "9" },
      { range: range(3, 4), newText: "8" },
    ]);
    expect(edited.document.getText()).toBe("é9\n8\n");
  },
);

test("positions outside the text are moved into it", () => {
  const at = positions("ab\ncd", "utf-8");
  expect(at.offsetAt({ line: 9, character: 9 })).toBe(5);
  expect(at.offsetAt({ line: 0, character: 99 })).toBe(2);
});
