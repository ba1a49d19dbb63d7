/** Every action that is offered anywhere in a text with many findings: it changes the text, and one undo gives it back. */
import assert from "node:assert/strict";
import { after, before, describe, it } from "mocha";
import * as vscode from "vscode";
import { actions, closeEverything, eventually, openRubric, take, untilTold } from "../document.ts";

const text = `version: 1
name: Much to fix
scale: [1, 2, 3, 4, 5]
rules:
  - id: noisy
    text: Is nice.
    ratings: {1: 40, 2: 41, 3: 40, 4: 40, 5: 39}
  - id: constant
    text: Is in English.
    ratings: {4: 1, 5: 120}
  - id: misspelt
    txet: Has a key with a slip.
    ratings: [1, 1, 2, 1, 5, 5, 1, 1, 2, 1, 5, 5, 1, 1, 2, 1, 5, 5, 1, 1, 2, 1, 5, 5, 1, 1, 2, 1, 5, 5]
  # encore-ignore high-entropy: it once was
  - id: outside
    text: Is rated six of five.
    ratings: {1: 30, 5: 3, 6: 1}
  - id: noisy
    text: Has an id that is taken.
    ratings: {1: 30, 5: 3}
`;

const withFixes = ["high-entropy", "uninformative", "format", "unused-ignore", "duplicate-rule"];

describe("quick fixes", () => {
  let editor: vscode.TextEditor;
  before(async () => {
    editor = await openRubric("much-to-fix", text);
    for (const check of withFixes) await untilTold(editor.document.uri, check);
  });
  after(closeEverything);

  for (const check of withFixes) {
    it(`of ${check} can be taken and undone, each`, async () => {
      const { uri } = editor.document;
      // Right after an undo the findings may still be those of the text before it.
      const offered = await eventually(`quick fix of ${check}`, async () => {
        const { range } = await untilTold(uri, check);
        const found = await actions(uri, range);
        return found.some(({ kind }) => kind && vscode.CodeActionKind.QuickFix.contains(kind)) && found;
      });
      assert.equal(new Set(offered.map(({ title }) => title)).size, offered.length, "two actions of one title");
      // An action that is only a command opens a page or asks; it changes no text by itself.
      for (const { title, command, edit } of offered) if (!command || edit) await takeAndUndo(title, check);
    });
  }

  /** Asked for anew: an action holds for the version of the text it was made for. */
  async function takeAndUndo(title: string, check: string): Promise<void> {
    const { document } = editor;
    const action = await eventually(`offer of "${title}" again`, async () => {
      const { range } = await untilTold(document.uri, check);
      return (await actions(document.uri, range)).find((one) => one.title === title);
    });
    await take(action);
    await eventually(`change by "${title}"`, () => document.getText() !== text);
    // A file that an action writes stays; undoing that too would ask the user.
    await vscode.commands.executeCommand("undo");
    assert.equal(document.getText(), text, `"${title}" is not undone in one step`);
  }
});
