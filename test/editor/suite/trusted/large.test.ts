import assert from "node:assert/strict";
import { after, describe, it } from "mocha";
import * as vscode from "vscode";
import { checkOf, closeEverything, eventually, hints, openRubric, replace } from "../document.ts";
import { manyRules } from "../rubrics.ts";

const RULES = 2000;

describe(`a rubric of ${RULES} rules`, () => {
  after(closeEverything);

  it("is told in full, and follows an edit", async () => {
    const editor = await openRubric("many", manyRules(RULES));
    const { uri } = editor.document;
    const noisy = () => vscode.languages.getDiagnostics(uri).filter((one) => checkOf(one) === "high-entropy").length;
    // The editor itself shows no more than a thousand findings of one document.
    await eventually("finding for each noisy rule", () => noisy() === RULES / 2);
    assert.equal((await hints(editor.document)).length, RULES);
    await replace(editor, "{1: 12, 2: 12, 3: 12, 4: 12, 5: 12}", "{1: 1, 2: 1, 3: 1, 4: 1, 5: 96}");
    await eventually("one finding less", () => noisy() === RULES / 2 - 1);
  });
});
