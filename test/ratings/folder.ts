/** A folder on the disk for one test, made of texts and bytes by their names, and a store over it. */
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { onTestFinished } from "vitest";
import type { TallyRequest } from "../../server/src/tallies/store.ts";

export function createFolder(files: Readonly<Record<string, string | Uint8Array>> = {}): string {
  const folder = realpathSync(mkdtempSync(path.join(tmpdir(), "encore-ratings-")));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    writeFileSync(path.join(folder, name), content);
  }
  return folder;
}

/** A request for a file with whatever the rubric says of its columns. */
export function asking(file: string, mapping: Partial<TallyRequest> = {}): TallyRequest {
  const nothing = { item: undefined, rule: undefined, rater: undefined, rating: undefined, prompt: undefined };
  return { ...nothing, file, ...mapping };
}
