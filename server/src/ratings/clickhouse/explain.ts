/** What a server says -> the problem, with the help, and without addresses and secrets. */
import type { SourceProblem } from "../../tallies/tallies.ts";
import { failure } from "../outcome.ts";
import type { ServerError } from "./connection.ts";

interface Explanation {
  readonly codes: readonly number[];
  readonly code: SourceProblem["code"];
  readonly say: string;
}

const explanations: readonly Explanation[] = [
  {
    codes: [192, 193, 194, 516, 497],
    code: "unreadable",
    say: "the server refuses the user or the password. Correct the URL in the environment variable",
  },
  {
    codes: [60, 81],
    code: "missing",
    say: "the server has no such table. Write it as `database.table`, or put the database into the URL",
  },
  {
    codes: [159, 160, 209],
    code: "unreadable",
    say: "the query took too long and was stopped. Narrow it with `only:`, or tally it into a file",
  },
  {
    codes: [210, 279, 198, 32, 3, 101, 236, 1000],
    code: "unreadable",
    say: "a server of the cluster did not answer in full, so nothing of it counts. Start it, and refresh",
  },
  {
    codes: [241],
    code: "unreadable",
    say: "the query takes more memory than the server allows. Narrow it with `only:`",
  },
  { codes: [394], code: "unreadable", say: "the query was cancelled at the server. Refresh to ask again" },
  {
    codes: [164, 291, 482],
    code: "unreadable",
    say: "the user may not read this table with these settings. Use a user who may",
  },
];

export function explainServer(table: string, variable: string, { code, network }: ServerError): SourceProblem {
  const place = `\`${table}\` in ClickHouse`;
  if (code === undefined) {
    const isSlow = /timeout/i.test(network ?? "");
    const message = isSlow
      ? `${place}: the server takes too long to answer. Narrow the table with \`only:\`, or tally it into a file.`
      : `${place}: the server cannot be reached. Check that it runs, and the URL in \`${variable}\`.`;
    return failure("unreadable", "file", message).problem;
  }
  const found = explanations.find(({ codes }) => codes.includes(code));
  const say = found?.say ?? `the server cannot answer (its error ${code}). Its log says why`;
  return failure(found?.code ?? "unreadable", "file", `${place}: ${say}.`).problem;
}
