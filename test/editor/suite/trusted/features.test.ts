import assert from "node:assert/strict";
import { afterEach, beforeEach, describe, it } from "mocha";
import * as vscode from "vscode";
import { at, closeEverything, eventually, hints, hover, openRubric, replace, untilTold } from "../document.ts";
import { refusals } from "../rubrics.ts";

describe("a rubric with its ratings in place", () => {
  let editor: vscode.TextEditor;
  beforeEach(async () => {
    editor = await openRubric("features", refusals);
    await untilTold(editor.document.uri, "high-entropy");
  });
  afterEach(closeEverything);

  it("reports rules of high entropy at the rules", async () => {
    const { range } = await untilTold(editor.document.uri, "high-entropy");
    assert.equal(editor.document.getText(range), "rules");
  });

  it("follows an edit of one rating at once", async () => {
    const before = await hints(editor.document);
    await replace(editor, "5: 40}", "5: 2}");
    await eventually("new hints", async () => String(await hints(editor.document)) !== String(before));
    assert.equal((await hints(editor.document)).length, 3);
  });

  it("shows a hover on a key", async () => {
    assert.ok((await hover(editor.document, "scale:")).length > 0);
  });

  it("completes keys of a rule", async () => {
    const end = editor.document.positionAt(editor.document.getText().length);
    await editor.edit((edit) => edit.insert(end, "    pol"));
    const list = await vscode.commands.executeCommand<vscode.CompletionList>(
      "vscode.executeCompletionItemProvider",
      editor.document.uri,
      end.translate(0, 7),
    );
    const labels = list.items.map(({ label }) => (typeof label === "string" ? label : label.label));
    assert.ok(labels.includes("polarity"), labels.join(", "));
  });

  it("renames a rule and keeps its ratings attached", async () => {
    const edit = await vscode.commands.executeCommand<vscode.WorkspaceEdit>(
      "vscode.executeDocumentRenameProvider",
      editor.document.uri,
      at(editor.document, "no-weapons"),
      "no-arms",
    );
    assert.ok(await vscode.workspace.applyEdit(edit));
    assert.match(editor.document.getText(), /- id: no-arms # asked for by the policy\n/);
    await vscode.commands.executeCommand("undo");
    assert.equal(editor.document.getText(), refusals);
  });

  it("renames a tag everywhere", async () => {
    const edit = await vscode.commands.executeCommand<vscode.WorkspaceEdit>(
      "vscode.executeDocumentRenameProvider",
      editor.document.uri,
      at(editor.document, "tone"),
      "style",
    );
    assert.ok(await vscode.workspace.applyEdit(edit));
    assert.equal(editor.document.getText(), refusals.replaceAll("[tone]", "[style]"));
  });

  it("lists the references of a tag", async () => {
    const places = await vscode.commands.executeCommand<vscode.Location[]>(
      "vscode.executeReferenceProvider",
      editor.document.uri,
      at(editor.document, "tone"),
    );
    assert.equal(places.length, 2);
  });

  it("folds its rules", async () => {
    const ranges = await vscode.commands.executeCommand<vscode.FoldingRange[]>(
      "vscode.executeFoldingRangeProvider",
      editor.document.uri,
    );
    assert.ok(ranges.length >= 3);
  });
});
