/** Rating files: choose one and attach it, write a sheet to fill in, or correct the path of one that is missing. */
import * as path from "node:path";
import * as vscode from "vscode";
import type { LanguageClient } from "vscode-languageclient/node";
import {
  ATTACH,
  type AttachParams,
  PREVIEW,
  type PreviewParams,
  type PreviewResult,
  SHEET,
  type SheetParams,
} from "../../server/src/protocol.ts";
import { applyEdit } from "./edits.ts";

const filters = {
  Ratings: ["csv", "tsv", "jsonl", "ndjson", "json", "parquet", "pq", "gz"],
  "All files": ["*"],
};
/** Rows of a file of responses that a sheet is made for. */
const MOST_ITEMS = 5000;

export async function attachFile(client: LanguageClient, uri: vscode.Uri): Promise<void> {
  const file = await chooseFile(uri, "Attach");
  if (file === undefined) return;
  const found = await preview(client, uri, file, 200);
  if ("unavailable" in found) {
    await vscode.window.showErrorMessage(found.unavailable);
    return;
  }
  const columns = await confirmColumns(file, found);
  if (!columns) return;
  const params: AttachParams = { uri: uri.toString(), file, ...columns };
  if (!(await applyEdit(client, ATTACH, params)))
    await vscode.window.showErrorMessage(
      "The rubric's ratings: cannot be read, so no file was added. Correct it first.",
    );
}

/** Shows what would be read, and lets the author say what the columns are. */
async function confirmColumns(
  file: string,
  found: Exclude<PreviewResult, { unavailable: string }>,
): Promise<Partial<AttachParams> | undefined> {
  const { columns, rows, guess } = found;
  const isLong = guess?.rule !== undefined;
  const named = guess && [
    `responses: ${guess.item.join(", ")}`,
    ...(guess.rater === undefined ? [] : [`raters: ${guess.rater}`]),
    isLong ? `rules: ${guess.rule}, ratings: ${guess.rating}` : "one column per rule",
  ];
  const first = rows[0]?.map((cell, at) => `${columns[at]}: ${cell}`).join(", ") ?? "no rows";
  const attach = named && { label: `Attach ${file}`, description: named.join(" · "), detail: first, choose: false };
  const choose = { label: "Choose the columns…", description: columns.join(", "), detail: first, choose: true };
  const picked = await vscode.window.showQuickPick(attach ? [attach, choose] : [choose], {
    title: `Attach ${file}`,
    placeHolder: "What would be read",
  });
  if (!picked) return undefined;
  return picked.choose ? chooseColumns(columns) : guess;
}

async function chooseColumns(columns: readonly string[]): Promise<Partial<AttachParams> | undefined> {
  const items = columns.map((label) => ({ label }));
  const item = await vscode.window.showQuickPick(items, { canPickMany: true, title: "Columns that name the response" });
  if (!item?.length) return undefined;
  const none = { label: "None", description: "the file has no such column" };
  const one = async (title: string) => {
    const picked = await vscode.window.showQuickPick([none, ...items], { title });
    return picked === undefined ? undefined : { name: picked === none ? undefined : picked.label };
  };
  const rater = await one("Column that names the rater");
  const rule = rater && (await one("Column that names the rule (None: each rule has a column of its own)"));
  const rating = rule?.name === undefined ? { name: undefined } : await one("Column that holds the rating");
  if (!rater || !rule || !rating) return undefined;
  return { item: item.map(({ label }) => label), rater: rater.name, rule: rule.name, rating: rating.name };
}

export async function makeSheet(client: LanguageClient, uri: vscode.Uri): Promise<void> {
  const ways = [
    { label: "For the responses in a file…", isFile: true },
    { label: "For a number of responses…", isFile: false },
  ];
  const way = await vscode.window.showQuickPick(ways, { title: "Make a rating sheet: a CSV file to fill in" });
  if (!way) return;
  const items = way.isFile ? await itemsOfFile(client, uri) : await countedItems();
  if (!items?.length) return;
  const name = path.posix.basename(uri.path).replace(/(\.rubric)?\.[a-z]+$/i, "");
  const file = await vscode.window.showInputBox({
    title: "File to write, beside the rubric",
    value: `${name}-ratings.csv`,
  });
  if (!file) return;
  const params: SheetParams = { uri: uri.toString(), file, items };
  if (!(await applyEdit(client, SHEET, params)))
    await vscode.window.showErrorMessage(`${file} was not written. Is there such a file already?`);
}

async function itemsOfFile(client: LanguageClient, uri: vscode.Uri): Promise<readonly string[] | undefined> {
  const file = await chooseFile(uri, "Use");
  const found = file === undefined ? undefined : await preview(client, uri, file, MOST_ITEMS);
  if (!found) return undefined;
  if ("unavailable" in found) {
    await vscode.window.showErrorMessage(found.unavailable);
    return undefined;
  }
  const picked = await vscode.window.showQuickPick([...found.columns], { title: "Column that names the response" });
  if (picked === undefined) return undefined;
  const at = found.columns.indexOf(picked);
  return [...new Set(found.rows.flatMap((row) => row[at] || []))];
}

async function countedItems(): Promise<readonly string[] | undefined> {
  const count = await vscode.window.showInputBox({
    title: "How many responses will be rated?",
    value: "30",
    validateInput: (text) => (/^[1-9]\d{0,4}$/.test(text) ? undefined : "A whole number from 1 to 99,999."),
  });
  return count === undefined ? undefined : Array.from({ length: Number(count) }, (_, at) => `response-${at + 1}`);
}

/** Corrects a path in the rubric. */
export async function browseFile(uri: vscode.Uri, range: vscode.Range): Promise<void> {
  const file = await chooseFile(uri, "Use");
  if (file === undefined) return;
  const edit = new vscode.WorkspaceEdit();
  edit.replace(uri, range, /^[\p{L}\p{N}_][\p{L}\p{N}_./-]*$/u.test(file) ? file : JSON.stringify(file));
  await vscode.workspace.applyEdit(edit);
}

/** A file as the rubric would name it. */
async function chooseFile(rubric: vscode.Uri, openLabel: string): Promise<string | undefined> {
  const folder = vscode.Uri.joinPath(rubric, "..");
  const picked = await vscode.window.showOpenDialog({ defaultUri: folder, openLabel, filters });
  return picked?.[0] && path.posix.relative(folder.path, picked[0].path);
}

function preview(client: LanguageClient, uri: vscode.Uri, file: string, rows: number): Promise<PreviewResult> {
  const params: PreviewParams = { uri: uri.toString(), file, rows };
  return client.sendRequest<PreviewResult>(PREVIEW, params);
}
