/** For this request of our own client, this function. */
import type { CancellationToken, Connection } from "vscode-languageserver";
import * as convert from "../edge/convert.ts";
import * as language from "../language/service.ts";
import * as protocol from "../protocol.ts";
import { type House, targetOf } from "./features.ts";

export function listCommands(connection: Connection, { documents, session, files, client }: House): void {
  connection.onRequest(protocol.CANDIDATES, (params: protocol.DocumentParams, token: CancellationToken) =>
    documents.with(params, token, [], ({ analysis }) => language.candidates(analysis)),
  );

  connection.onRequest(protocol.DROP, ({ uri, rules }: protocol.DropParams, token: CancellationToken) =>
    documents.with({ uri }, token, null, (document, at) =>
      convert.workspaceEdit(
        language.dropRules(document.analysis, new Set(rules)),
        [],
        targetOf(document, files),
        at,
        client(),
      ),
    ),
  );

  connection.onRequest(protocol.STAMP, (params: protocol.DocumentParams, token: CancellationToken) =>
    documents.with(params, token, null, (document, at) =>
      convert.workspaceEdit(language.stampRules(document.analysis), [], targetOf(document, files), at, client()),
    ),
  );

  connection.onRequest(protocol.WEIGHTS, ({ uri, format }: protocol.WeightsParams, token: CancellationToken) =>
    documents.with({ uri }, token, "", ({ analysis }) => language.weightsText(analysis, format)),
  );

  connection.onRequest(protocol.COMPARE, ({ uri, saved }: protocol.CompareParams, token: CancellationToken) =>
    documents.with({ uri }, token, { saved: "", edited: "" }, ({ analysis }) => {
      const before = session.analyzeText(uri, saved);
      return { saved: before ? language.weightsForDiff(before) : "", edited: language.weightsForDiff(analysis) };
    }),
  );
}
