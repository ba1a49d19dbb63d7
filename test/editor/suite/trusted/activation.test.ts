import assert from "node:assert/strict";
import { describe, it } from "mocha";
import * as vscode from "vscode";
import { eventually, extensionId, place, show } from "../document.ts";
import { serverProcesses } from "../processes.ts";

describe("activation", () => {
  it("comes with the first rubric", async () => {
    const editor = await show(place("sample", "assistant-safety.rubric.yaml"));
    assert.equal(editor.document.languageId, "rubric");
    await eventually("active extension", () => vscode.extensions.getExtension(extensionId)?.isActive);
  });

  it("starts one server", async () => {
    assert.equal((await eventually("server", () => serverProcesses().length > 0 && serverProcesses())).length, 1);
  });

  it("registers every command that package.json names", async () => {
    const { contributes } = vscode.extensions.getExtension(extensionId)?.packageJSON ?? {};
    const named: string[] = contributes.commands.map(({ command }: { command: string }) => command);
    const known = await vscode.commands.getCommands(true);
    assert.deepEqual(
      named.filter((command) => !known.includes(command)),
      [],
    );
  });
});
