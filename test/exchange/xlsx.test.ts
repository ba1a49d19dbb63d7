import { strToU8, zipSync } from "fflate";
import { expect, test } from "vitest";
import { firstSheet } from "../../server/src/exchange/import/xlsx.ts";
import { ZipError, zipEntries } from "../../server/src/exchange/import/zip.ts";

const workbook = (sheets: string) => `<?xml version="1.0"?><workbook xmlns:r="r"><sheets>${sheets}</sheets></workbook>`;
const rels = '<Relationships><Relationship Id="rId1" Target="worksheets/sheet1.xml"/></Relationships>';
const styles =
  '<styleSheet><numFmts><numFmt numFmtId="170" formatCode="dd/mm/yyyy"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="9"/><xf numFmtId="170"/></cellXfs></styleSheet>';
const shared = "<sst><si><t>item</t></si><si><r><t>to</t></r><r><t>ne &amp; tact</t></r><rPh><t>x</t></rPh></si></sst>";

function book(sheet: string, sheets = '<sheet name="One" r:id="rId1"/>') {
  const files = {
    "xl/workbook.xml": workbook(sheets),
    "xl/_rels/workbook.xml.rels": rels,
    "xl/styles.xml": styles,
    "xl/sharedStrings.xml": shared,
    "xl/worksheets/sheet1.xml": `<worksheet><sheetData>${sheet}</sheetData></worksheet>`,
  };
  return zipSync(Object.fromEntries(Object.entries(files).map(([name, text]) => [name, strToU8(text)])));
}

function rows(sheet: string) {
  const zip = zipEntries(book(sheet));
  return zip && firstSheet(zip)?.rows;
}

test("texts, numbers, truth values, percentages and dates are read as shown", () => {
  const found = rows(
    '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c></row>' +
      '<row r="2"><c r="A2" t="inlineStr"><is><t>a</t></is></c><c r="B2"><v>3</v></c><c r="C2" t="b"><v>1</v></c></row>' +
      '<row r="3"><c r="A3" s="1"><v>0.25</v></c><c r="B3" s="2"><v>45000.5</v></c><c r="C3" s="2"><v>45000</v></c></row>',
  );
  expect(found).toEqual([
    ["item", "tone & tact"],
    ["a", "3", "true"],
    ["25%", "2023-03-15 12:00:00", "2023-03-15"],
  ]);
});

test("blank rows are skipped, gaps in a row are empty cells", () => {
  expect(rows('<row r="1"/><row r="9"><c r="C9"><v>1</v></c></row>')).toEqual([["", "", "1"]]);
});

test("a cell in the last column of the last row costs nothing", () => {
  expect(rows('<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>9</v></c></row>')).toEqual([
    ["1"],
  ]);
});

test("the first sheet that is not hidden is read, the others are named", () => {
  const sheets =
    '<sheet name="H" state="hidden" r:id="rId9"/><sheet name="One" r:id="rId1"/><sheet name="Two" r:id="rId2"/>';
  const zip = zipEntries(book('<row r="1"><c r="A1"><v>1</v></c></row>', sheets));
  expect(zip && firstSheet(zip)).toEqual({ name: "One", others: ["Two"], rows: [["1"]] });
});

test("a zip that is no spreadsheet gives none, a damaged sheet an error", () => {
  const other = zipEntries(zipSync({ "a.txt": strToU8("a") }));
  expect(other && firstSheet(other)).toBeUndefined();
  expect(() => rows("<row><c></row>")).toThrow(ZipError);
});

test("a bomb is refused before it is inflated", () => {
  const zip = zipEntries(zipSync({ "xl/workbook.xml": new Uint8Array(300 * 1024 * 1024) }, { level: 9 }));
  expect(() => zip?.text("xl/workbook.xml")).toThrow(ZipError);
});

test("an entry never inflates past its stated size", () => {
  const bytes = zipSync({ a: new Uint8Array(1_000_000) });
  // The central directory says 10 bytes: what is over that is dropped.
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  const directory = view.getUint32(bytes.length - 6, true);
  view.setUint32(directory + 24, 10, true);
  expect(zipEntries(bytes)?.text("a")?.length).toBeLessThanOrEqual(10);
});
