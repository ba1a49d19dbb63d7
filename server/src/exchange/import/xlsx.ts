/**
 * The first sheet of a spreadsheet (.xlsx) as rows of texts, as shown: dates and percentages as people read them.
 * Bounded: a far cell costs nothing, as rows are by what is there. Format: ECMA-376, part 1, chapter 18.
 */
import { Parser } from "saxen";
import { type ZipEntries, ZipError } from "./zip.ts";

const MOST_ROWS = 1_048_576;
const MOST_COLUMNS = 1000;

export interface Sheet {
  readonly name: string;
  /** The names of the other sheets, which are not read. */
  readonly others: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** Undefined where the archive is no spreadsheet; throws ZipError where it is damaged or too large. */
export function firstSheet(zip: ZipEntries): Sheet | undefined {
  const workbook = zip.text("xl/workbook.xml");
  if (workbook === undefined) return undefined;
  const sheets: { name: string; id: string }[] = [];
  let isFrom1904 = false;
  elements(workbook, (name, attributes) => {
    if (name === "sheet" && attributes.state !== "hidden" && attributes.state !== "veryHidden")
      sheets.push({ name: attributes.name ?? "", id: attributes["r:id"] ?? "" });
    if (name === "workbookPr") isFrom1904 = attributes.date1904 === "1" || attributes.date1904 === "true";
  });
  const [sheet] = sheets;
  const target = sheet && targets(zip).get(sheet.id);
  const xml = target === undefined ? undefined : zip.text(target);
  if (!sheet || xml === undefined) return undefined;
  const rows = rowsOf(xml, sharedTexts(zip), styleFormats(zip), isFrom1904);
  return { name: sheet.name, others: sheets.slice(1).map(({ name }) => name), rows };
}

type Attributes = Readonly<Record<string, string | undefined>>;

function elements(
  xml: string,
  open: (name: string, attributes: Attributes) => void,
  text?: (text: string) => void,
  close?: (name: string) => void,
): void {
  const parser = new Parser();
  const local = (name: string) => name.slice(name.indexOf(":") + 1);
  parser.on("openTag", (name, attributes) => open(local(name), attributes()));
  if (text) {
    parser.on("text", (value, decode) => text(decode(value)));
    parser.on("cdata", (value) => text(value));
  }
  if (close) parser.on("closeTag", (name) => close(local(name)));
  parser.on("error", (error) => {
    throw new ZipError(`the spreadsheet's XML is damaged: ${error.message}`);
  });
  parser.parse(xml);
}

function targets(zip: ZipEntries): Map<string, string> {
  const found = new Map<string, string>();
  elements(zip.text("xl/_rels/workbook.xml.rels") ?? "<r/>", (name, { Id, Target }) => {
    if (name === "Relationship" && Id !== undefined && Target !== undefined)
      found.set(Id, Target.startsWith("/") ? Target.slice(1) : `xl/${Target}`);
  });
  return found;
}

function sharedTexts(zip: ZipEntries): string[] {
  const found: string[] = [];
  let isText = false;
  let isPhonetic = false;
  elements(
    zip.text("xl/sharedStrings.xml") ?? "<s/>",
    (name) => {
      if (name === "si") found.push("");
      if (name === "rPh") isPhonetic = true;
      isText = name === "t";
    },
    (text) => {
      if (isText && !isPhonetic) found[found.length - 1] += text;
    },
    (name) => {
      isText = false;
      if (name === "rPh") isPhonetic = false;
    },
  );
  return found;
}

type Format = "date" | "percent" | "number";

/** By style index of a cell. */
function styleFormats(zip: ZipEntries): Format[] {
  const codes = new Map<string, string>();
  const formats: Format[] = [];
  let isCellStyle = false;
  elements(
    zip.text("xl/styles.xml") ?? "<s/>",
    (name, attributes) => {
      if (name === "numFmt") codes.set(attributes.numFmtId ?? "", attributes.formatCode ?? "");
      if (name === "cellXfs") isCellStyle = true;
      if (name === "xf" && isCellStyle) formats.push(formatOf(attributes.numFmtId ?? "0", codes));
    },
    undefined,
    (name) => {
      if (name === "cellXfs") isCellStyle = false;
    },
  );
  return formats;
}

function formatOf(id: string, codes: ReadonlyMap<string, string>): Format {
  const number = Number(id);
  if (number === 9 || number === 10) return "percent";
  if ((number >= 14 && number <= 22) || (number >= 45 && number <= 47)) return "date";
  const code = (codes.get(id) ?? "").replace(/"[^"]*"|\[[^\]]*\]|\\./g, "");
  if (code.includes("%")) return "percent";
  return /[ymdhs]/i.test(code) && !/general/i.test(code) ? "date" : "number";
}

/** Rows above the first with text in it are not there; a row ends at its last cell. */
function rowsOf(xml: string, shared: readonly string[], formats: readonly Format[], isFrom1904: boolean): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let column = -1;
  let type = "";
  let format: Format = "number";
  let value = "";
  let isValue = false;
  elements(
    xml,
    (name, attributes) => {
      if (name === "row") {
        row = [];
        column = -1;
      } else if (name === "c") {
        column = attributes.r === undefined ? column + 1 : columnOf(attributes.r);
        type = attributes.t ?? "n";
        format = formats[Number(attributes.s ?? 0)] ?? "number";
        value = "";
      } else if (name === "v" || name === "t") isValue = true;
    },
    (text) => {
      if (isValue) value += text;
    },
    (name) => {
      if (name === "v" || name === "t") isValue = false;
      else if (name === "c" && value !== "" && column < MOST_COLUMNS) {
        while (row.length < column) row.push("");
        row[column] = shown(value, type, format, shared, isFrom1904);
      } else if (name === "row" && row.some((cell) => cell.trim() !== "")) {
        if (rows.length >= MOST_ROWS) throw new ZipError(`the sheet has over ${MOST_ROWS} rows`);
        rows.push(row);
      }
    },
  );
  return rows;
}

/** The number of a column from a cell's address, A1 being 0. */
function columnOf(address: string): number {
  let column = 0;
  for (const letter of /^[A-Z]+/.exec(address)?.[0] ?? "A") column = column * 26 + letter.charCodeAt(0) - 64;
  return column - 1;
}

function shown(value: string, type: string, format: Format, shared: readonly string[], isFrom1904: boolean): string {
  if (type === "s") return shared[Number(value)] ?? "";
  if (type === "b") return value === "1" ? "true" : "false";
  if (type !== "n") return value;
  const number = Number(value);
  if (!Number.isFinite(number)) return value;
  if (format === "percent") return `${Number((number * 100).toPrecision(12))}%`;
  return format === "date" ? dateText(number, isFrom1904) : String(Number(number.toPrecision(15)));
}

/** Days since 1899-12-30 (or 1904-01-01), with a time of day where there is one. */
function dateText(days: number, isFrom1904: boolean): string {
  const milliseconds = Math.round((days + (isFrom1904 ? 24107 : 0) - 25569) * 86_400_000);
  if (Math.abs(milliseconds) > 8.64e15) return String(days);
  const iso = new Date(milliseconds).toISOString();
  return iso.endsWith("T00:00:00.000Z") ? iso.slice(0, 10) : iso.slice(0, 19).replace("T", " ");
}
