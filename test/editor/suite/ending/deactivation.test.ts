import assert from "node:assert/strict";
import { createRequire } from "node:module";
import path from "node:path";
import { describe, it } from "mocha";
import * as vscode from "vscode";
import { eventually, extensionId, place, show } from "../document.ts";
import { isRunning, serverProcesses } from "../processes.ts";

describe("deactivation", () => {
  it("leaves no process", async () => {
    const { document } = await show(place("sample", "assistant-safety.rubric.yaml"));
    await eventually("finding", () => vscode.languages.getDiagnostics(document.uri).length > 0);
    const started = serverProcesses();
    assert.equal(started.length, 1);
    const extension = vscode.extensions.getExtension(extensionId);
    assert.ok(extension);
    const main = path.join(extension.extensionPath, extension.packageJSON.main);
    // The module that the editor itself has loaded, not a second one.
    await createRequire(main)(main).deactivate();
    await eventually("end of the server", () => !started.some(isRunning));
    assert.deepEqual(serverProcesses(), []);
  });
});
