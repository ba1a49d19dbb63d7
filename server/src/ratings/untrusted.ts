/** The store of a workspace that is not trusted: it opens no file. Ratings written in the rubric need no store. */

import type { RatingStore } from "../tallies/store.ts";
import { failed, failure } from "./outcome.ts";

export function createUntrustedStore(): RatingStore {
  const refuse = async ({ file }: { readonly file: string }) =>
    failed(
      failure(
        "untrusted",
        "file",
        `\`${file}\` is not read, because this workspace is not trusted. Trust it (command \`Workspaces: Manage Workspace Trust\`) to read rating files; ratings written in the rubric work as they are.`,
      ).problem,
    );
  return { tally: refuse, pairs: refuse, scores: refuse };
}
