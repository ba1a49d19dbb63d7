/** A rating file that other programs write: the rubric beside it is never edited. */
import assert from "node:assert/strict";
import { rm } from "node:fs/promises";
import { after, before, describe, it } from "mocha";
import type * as vscode from "vscode";
import { closeEverything, eventually, hints, openRubric, place, untilNotTold, untilTold, write } from "../document.ts";
import { attached, csv, evenly } from "../rubrics.ts";

describe("a rating file", () => {
  let editor: vscode.TextEditor;
  let file: vscode.Uri;
  before(async () => {
    file = place("scratch", "attached.csv");
    editor = await openRubric("attached", attached);
  });
  after(closeEverything);

  it("that is missing is told where it is named", async () => {
    const { range } = await untilTold(editor.document.uri, "rating-source");
    assert.match(editor.document.getText(range), /attached\.csv/);
  });

  it("is read when it is created", async () => {
    await write(file, csv({ clear: evenly(60).map(() => 5), noisy: evenly(200) }));
    await untilNotTold(editor.document.uri, "rating-source");
    await untilTold(editor.document.uri, "high-entropy");
  });

  it("is read again when it changes", async () => {
    const before = await hints(editor.document);
    await write(
      file,
      csv({
        clear: [...evenly(60).map(() => 5), 1, 1, 1, 1],
        noisy: evenly(200).map((value) => (value === 1 ? 1 : 5)),
      }),
    );
    await eventually("new hints", async () => String(await hints(editor.document)) !== String(before));
    await untilNotTold(editor.document.uri, "high-entropy");
  });

  it("is told again when it is deleted", async () => {
    await rm(file.fsPath);
    await untilTold(editor.document.uri, "rating-source");
    assert.equal(editor.document.getText(), attached);
    assert.equal(editor.document.isDirty, false);
  });
});
