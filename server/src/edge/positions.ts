/**
 * The one place where offsets become lines and columns. Inside, an offset counts UTF-16 units; a client may count the
 * columns of a line in UTF-8 bytes instead (it says so at `initialize`).
 */
import type { Range as LspRange, Position, TextDocumentContentChangeEvent, TextEdit } from "vscode-languageserver";
import { TextDocument } from "vscode-languageserver-textdocument";
import type { Range } from "../rubric/rubric.ts";

export type Encoding = "utf-16" | "utf-8";

/** UTF-16 unless the client offers only others; the protocol's own default. */
export function chooseEncoding(offered: readonly string[] | undefined): Encoding {
  return offered && !offered.includes("utf-16") && offered.includes("utf-8") ? "utf-8" : "utf-16";
}

export class Positions {
  readonly document: TextDocument;
  private readonly encoding: Encoding;

  constructor(document: TextDocument, encoding: Encoding) {
    this.document = document;
    this.encoding = encoding;
  }

  offsetAt(position: Position): number {
    return this.document.offsetAt(this.toUtf16(position));
  }

  positionAt(offset: number): Position {
    const position = this.document.positionAt(offset);
    if (this.encoding === "utf-16") return position;
    const before = this.lineText(position.line).slice(0, position.character);
    return { line: position.line, character: utf8Length(before) };
  }

  range({ start, end }: Range): LspRange {
    return { start: this.positionAt(start), end: this.positionAt(end) };
  }

  offsets({ start, end }: LspRange): Range {
    return { start: this.offsetAt(start), end: this.offsetAt(end) };
  }

  /** The document after the client's changes, which come one after the other. */
  apply(changes: readonly TextDocumentContentChangeEvent[], version: number): Positions {
    // The library changes a document in place; whoever holds this one speaks of the text that it had.
    let document = copyOf(this.document);
    for (const change of changes) {
      const at = new Positions(document, this.encoding);
      const ranged =
        "range" in change
          ? { text: change.text, range: { start: at.toUtf16(change.range.start), end: at.toUtf16(change.range.end) } }
          : change;
      document = TextDocument.update(document, [ranged], version);
    }
    return new Positions(document, this.encoding);
  }

  /** The document after edits that all speak of it as it is. */
  edited(edits: readonly TextEdit[]): Positions {
    const utf16 = edits.map(({ range, newText }) => ({
      range: { start: this.toUtf16(range.start), end: this.toUtf16(range.end) },
      newText,
    }));
    const { uri, languageId, version } = this.document;
    const text = TextDocument.applyEdits(this.document, utf16);
    return new Positions(TextDocument.create(uri, languageId, version, text), this.encoding);
  }

  private toUtf16({ line, character }: Position): Position {
    if (this.encoding === "utf-16") return { line, character };
    let bytes = 0;
    let units = 0;
    for (const symbol of this.lineText(line)) {
      if (bytes >= character) break;
      bytes += utf8Length(symbol);
      units += symbol.length;
    }
    return { line, character: units };
  }

  private lineText(line: number): string {
    return this.document.getText({ start: { line, character: 0 }, end: { line: line + 1, character: 0 } });
  }
}

function copyOf(document: TextDocument): TextDocument {
  return TextDocument.create(document.uri, document.languageId, document.version, document.getText());
}

function utf8Length(text: string): number {
  let bytes = 0;
  for (const symbol of text) {
    const code = symbol.codePointAt(0) ?? 0;
    bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
  }
  return bytes;
}
