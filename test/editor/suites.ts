/** The suites: each is a window on a workspace of its own, with the tests of suite/NAME/. */
import { cp, mkdir, writeFile } from "node:fs/promises";
import path from "node:path";

export interface Suite {
  readonly name: string;
  readonly settings: Readonly<Record<string, unknown>>;
  readonly asksForTrust: boolean;
  /** Measures, and runs only when it is named. */
  readonly isBench?: boolean;
  /** Lays the workspace in an empty folder; gives what to open. */
  readonly workspace: (folder: string) => Promise<string>;
}

const sample = path.join(import.meta.dirname, "../../media/sample");

/** Two folders: the sample rubrics, and an empty one that tests write into. */
async function twoFolders(folder: string): Promise<string> {
  await cp(sample, path.join(folder, "sample"), { recursive: true });
  await mkdir(path.join(folder, "scratch"));
  return workspaceFile(folder, [{ path: "sample" }, { path: "scratch" }]);
}

async function sampleFolder(folder: string): Promise<string> {
  await cp(sample, path.join(folder, "sample"), { recursive: true });
  return path.join(folder, "sample");
}

/** A folder that is on no disk: the suite itself serves its files. */
async function virtualFolder(folder: string): Promise<string> {
  await mkdir(folder, { recursive: true });
  return workspaceFile(folder, [{ uri: "encore-test:/rubrics" }]);
}

async function workspaceFile(folder: string, folders: readonly object[]): Promise<string> {
  const file = path.join(folder, "test.code-workspace");
  await writeFile(file, JSON.stringify({ folders }));
  return file;
}

export const suites: readonly Suite[] = [
  { name: "trusted", settings: {}, asksForTrust: false, workspace: twoFolders },
  {
    name: "untrusted",
    settings: { "security.workspace.trust.startupPrompt": "never", "security.workspace.trust.banner": "never" },
    asksForTrust: true,
    workspace: sampleFolder,
  },
  { name: "virtual", settings: {}, asksForTrust: false, workspace: virtualFolder },
  { name: "bench", settings: {}, asksForTrust: false, workspace: sampleFolder, isBench: true },
  { name: "ending", settings: {}, asksForTrust: false, workspace: sampleFolder },
];
