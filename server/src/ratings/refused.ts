/** Stores that read nothing and say why. Ratings written in the rubric need no store, so they work everywhere. */
import type { Source, SourceStore } from "../tallies/source.ts";
import type { SourceProblem } from "../tallies/tallies.ts";
import { failed, failure } from "./outcome.ts";

export const untrusted = refusing(
  "untrusted",
  ({ name }) =>
    `\`${name}\` is not read, because this workspace is not trusted. Trust it (command \`Workspaces: Manage Workspace Trust\`) to read rating files; ratings written in the rubric work as they are.`,
);

export const noFiles = refusing(
  "unsupported",
  ({ name }) =>
    `\`${name}\` is not read: in a browser there is no file system to read it from. Ratings written in the rubric work as they are.`,
);

function refusing(code: SourceProblem["code"], message: (source: Source) => string): SourceStore {
  return {
    read: async (source) => failed(failure(code, "file", message(source)).problem),
    dependsOn: () => false,
    foldersOf: () => [],
  };
}
