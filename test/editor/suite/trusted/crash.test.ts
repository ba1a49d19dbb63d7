/** The server dies in mid-edit. */
import assert from "node:assert/strict";
import process from "node:process";
import { after, describe, it } from "mocha";
import { closeEverything, eventually, openRubric, replace, untilNotTold, untilTold } from "../document.ts";
import { isRunning, serverProcesses } from "../processes.ts";
import { refusals } from "../rubrics.ts";

describe("the server, killed in mid-edit", () => {
  after(closeEverything);

  it("comes back and finds again, with the unsaved text intact", async () => {
    const editor = await openRubric("crash", refusals);
    const { uri } = editor.document;
    await untilTold(uri, "high-entropy");
    await replace(editor, "{1: 40, 2: 41, 3: 40, 4: 40, 5: 39}", "{1: 1, 5: 99}");
    await untilNotTold(uri, "high-entropy");
    const unsaved = editor.document.getText();

    const [killed = 0] = serverProcesses();
    process.kill(killed, "SIGKILL");
    await eventually("end of the killed server", () => !isRunning(killed));
    assert.equal(editor.document.getText(), unsaved);
    assert.ok(editor.document.isDirty);

    await replace(editor, "{1: 3, 2: 2, 4: 5, 5: 40}", "{1: 40, 2: 41, 3: 40, 4: 40, 5: 39}");
    const { range } = await untilTold(uri, "high-entropy");
    assert.equal(editor.document.getText(range), "rules");
    assert.equal(serverProcesses().length, 1);
  });
});
