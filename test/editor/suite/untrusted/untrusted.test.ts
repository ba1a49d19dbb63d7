import assert from "node:assert/strict";
import { describe, it } from "mocha";
import * as vscode from "vscode";
import { hints, openRubric, place, untilTold, write } from "../document.ts";
import { attached, csv, evenly, refusals } from "../rubrics.ts";

describe("a workspace that is not trusted", () => {
  it("is one", () => {
    assert.equal(vscode.workspace.isTrusted, false);
  });

  it("has ratings in place analysed", async () => {
    const { document } = await openRubric("inline", refusals, "sample");
    await untilTold(document.uri, "high-entropy");
    assert.equal((await hints(document)).length, 3);
  });

  it("has no rating file read, and says so where it is named", async () => {
    await write(place("sample", "attached.csv"), csv({ clear: evenly(200), noisy: evenly(200) }));
    const { document } = await openRubric("attached", attached, "sample");
    const { message, range } = await untilTold(document.uri, "rating-source");
    assert.match(message, /trust/i);
    assert.match(document.getText(range), /attached\.csv/);
    assert.ok(!vscode.languages.getDiagnostics(document.uri).some(({ message: other }) => other.includes("entropy")));
  });
});
