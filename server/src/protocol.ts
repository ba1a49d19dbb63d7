/**
 * What this server and its VS Code client say to each other beyond the Language Server Protocol. Types and method
 * names only; every other client does without.
 */

/** Handed over at `initialize`; all of it optional. */
export interface InitializationOptions {
  /** False: read no file that a rubric names, only ratings in the rubric itself. */
  readonly trusted?: boolean;
  /** The client has the commands named below; without them no lens, link or action uses one. */
  readonly hasCommands?: boolean;
  /** Settings for clients without `workspace/configuration`. */
  readonly settings?: unknown;
}

/** Notification, client to server: the author trusts the workspace now. */
export const TRUST = "encore/trust";

/** Notification, server to client: what the status item shows for a document. */
export const STATUS = "encore/status";
export interface StatusParams {
  readonly uri: string;
  readonly text: string;
  readonly detail: string;
  readonly severity: "ok" | "warning" | "error";
  readonly isBusy: boolean;
}

/** Request: the rules that are candidates to drop, each with its evidence in one line. */
export const CANDIDATES = "encore/candidates";
export interface Candidate {
  readonly rule: string;
  readonly evidence: string;
  /** Told by a warning now: picked beforehand. */
  readonly isUnreliable: boolean;
}

/** Request: the edits that drop these rules, and what that does to accuracy. */
export const DROP = "encore/drop";
export interface DropParams extends DocumentParams {
  readonly rules: readonly string[];
}

/** Request: the edits that stamp `wording` on every rule. */
export const STAMP = "encore/stamp";

/** Request: the weights as text. */
export const WEIGHTS = "encore/weights";
export interface WeightsParams extends DocumentParams {
  readonly format: "csv" | "json" | "yaml";
}

/** Request: what the edit did, against the text on disk: a table in Markdown. */
export const COMPARE = "encore/compare";
export interface CompareParams extends DocumentParams {
  /** The text on disk. */
  readonly text: string;
}

/** Request: what the report page shows of a document (report/page/wire.ts); null where it is not open. */
export const REPORT = "encore/report";

export interface DocumentParams {
  readonly uri: string;
}

/** Commands of the client, for what no edit can do. Arguments begin with the rubric's URI. */
/** [uri, line, character] */
export const PLACE_CURSOR = "encore.placeCursor";
export const SHOW_FINDINGS = "encore.showFindings";
export const SHOW_OUTLINE = "encore.showOutline";
export const CHOOSE_WEIGHTING = "encore.chooseWeighting";
export const MANAGE_TRUST = "encore.manageTrust";
export const ATTACH_FILE = "encore.attachRatingFile";
export const MAKE_SHEET = "encore.makeRatingSheet";
/** [uri, the check's page] */
export const EXPLAIN_CHECK = "encore.explainCheck";

/** With what Node is started for the server: else the space for new objects grows to 64 MB, of which little is used. */
export const SERVER_FLAGS = ["--max-semi-space-size=16"];
