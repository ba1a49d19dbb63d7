import assert from "node:assert/strict";
import { afterEach, beforeEach, describe, it } from "mocha";
import * as vscode from "vscode";
import { closeEverything, eventually, hints, openRubric, place, untilNotTold, untilTold } from "../document.ts";
import { refusals } from "../rubrics.ts";

const { Workspace, WorkspaceFolder } = vscode.ConfigurationTarget;

async function set(key: string, value: unknown): Promise<void> {
  await vscode.workspace.getConfiguration("encore").update(key, value, Workspace);
}

describe("a changed setting", () => {
  let editor: vscode.TextEditor;
  beforeEach(async () => {
    editor = await openRubric("settings", refusals);
    await untilTold(editor.document.uri, "high-entropy");
  });
  afterEach(async () => {
    for (const key of ["checks", "entropyUnit", "temperature", "inlayHints.enabled", "inlayHints.show"])
      await set(key, undefined);
    await closeEverything();
  });

  it("turns a check off", async () => {
    await set("checks", { "high-entropy": "off" });
    await untilNotTold(editor.document.uri, "high-entropy");
  });

  it("sets a check's severity", async () => {
    await set("checks", { "high-entropy": "error" });
    await eventually("error", async () => {
      const { severity } = await untilTold(editor.document.uri, "high-entropy");
      return severity === vscode.DiagnosticSeverity.Error;
    });
  });

  it("shows bits for nats", async () => {
    const usual = await hints(editor.document);
    await set("inlayHints.show", ["entropy"]);
    await eventually("entropy in the hints", async () => String(await hints(editor.document)) !== String(usual));
    const before = await hints(editor.document);
    await set("entropyUnit", "bits");
    await eventually("hints in bits", async () => String(await hints(editor.document)) !== String(before));
  });

  it("weighs with another temperature", async () => {
    const before = await hints(editor.document);
    await set("temperature", 0.5);
    await eventually("other weights", async () => String(await hints(editor.document)) !== String(before));
  });

  it("hides the hints", async () => {
    await set("inlayHints.enabled", false);
    await eventually("end of the hints", async () => (await hints(editor.document)).length === 0);
  });

  it("of one folder leaves the other folder as it is", async () => {
    const other = await openRubric("settings-of-the-other-folder", refusals, "sample");
    const both = async () => [await hints(editor.document), await hints(other.document)] as const;
    const [hereBefore, thereBefore] = await eventually("same hints in both folders", async () => {
      const [here, there] = await both();
      return here.length > 0 && String(here) === String(there) && ([here, there] as const);
    });
    const folder = vscode.workspace.getConfiguration("encore", place("scratch"));
    await folder.update("temperature", 0.5, WorkspaceFolder);
    await eventually("other weights here", async () => String((await both())[0]) !== String(hereBefore));
    assert.deepEqual((await both())[1], thereBefore);
    await folder.update("temperature", undefined, WorkspaceFolder);
  });
});
