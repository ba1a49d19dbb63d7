/** `node test/editor/run.ts bench`: how long the start takes, told in the titles. Wanted: 100 ms and 500 ms. */
import { describe, it } from "mocha";
import * as vscode from "vscode";
import { eventually, extensionId, place, show } from "../document.ts";

describe("the start of the extension", () => {
  it("activates", async function () {
    const start = performance.now();
    await vscode.extensions.getExtension(extensionId)?.activate();
    if (this.test) this.test.title = `activates in ${(performance.now() - start).toFixed(0)} ms`;
  });

  it("tells the first findings", async function () {
    const uri = place("sample", "assistant-safety.rubric.yaml");
    const start = performance.now();
    await show(uri);
    await eventually("finding", () => vscode.languages.getDiagnostics(uri).length > 0);
    if (this.test)
      this.test.title = `tells the first findings ${(performance.now() - start).toFixed(0)} ms after opening`;
  });
});
