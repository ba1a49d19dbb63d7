import assert from "node:assert/strict";
import { after, describe, it } from "mocha";
import * as vscode from "vscode";
import { checkOf, closeEverything, eventually, hints, openRubric, replace } from "../document.ts";
import { manyRules } from "../rubrics.ts";

const RULES = 2000;

describe(`a rubric of ${RULES} rules`, () => {
  after(closeEverything);

  it("is analysed in full, and follows an edit", async () => {
    const editor = await openRubric("many", manyRules(RULES));
    const { uri } = editor.document;
    const noisy = () =>
      vscode.languages
        .getDiagnostics(uri)
        .filter((one) => checkOf(one) === "high-entropy")
        .map(({ message }) => message)
        .join("\n");
    await eventually("count of all noisy rules", () => noisy().includes("1,000 of 2,000 rules"));
    assert.equal((await hints(editor.document)).length, RULES);
    await replace(editor, "{1: 12, 2: 12, 3: 12, 4: 12, 5: 12}", "{1: 1, 2: 1, 3: 1, 4: 1, 5: 96}");
    await eventually("one noisy rule less", () => noisy().includes("999 of 2,000 rules"));
  });
});
