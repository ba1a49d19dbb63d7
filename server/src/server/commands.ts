/** For this request of our own client, this function. */
import type { CancellationToken, Connection } from "vscode-languageserver";
import packageJson from "../../../package.json" with { type: "json" };
import * as convert from "../edge/convert.ts";
import { tableColumns } from "../exchange/import/table-columns.ts";
import * as language from "../language/service.ts";
import * as protocol from "../protocol.ts";
import { toWire } from "../report/page/wire.ts";
import { setEncoreKey } from "../rubric/edit.ts";
import { isDefined } from "../statistics/result.ts";
import { type House, targetOf } from "./features.ts";

export function listCommands(
  connection: Connection,
  { documents, session, workspace, publishing, saved, files, preview, client }: House,
): void {
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

  connection.onRequest(protocol.REPORT, (params: protocol.DocumentParams, token: CancellationToken) =>
    documents.with(params, token, null, ({ uri, analysis, findings, isBusy }) => {
      const file = decodeURIComponent(uri.slice(uri.lastIndexOf("/") + 1));
      return toWire({ file, version: packageJson.version, analysis, findings, isBusy });
    }),
  );

  connection.onRequest(protocol.COMPARE, async ({ uri, text }: protocol.CompareParams, token: CancellationToken) => {
    const isBusy = await documents.with({ uri }, token, false, (document) => document.isBusy);
    if (isBusy) await publishing.settled(uri, token);
    return documents.with({ uri }, token, "", (document) => {
      const before = saved.of(document) ?? session.analyzeText(uri, text);
      return before ? language.comparisonTable(before, document.analysis) : "";
    });
  });

  connection.onRequest<protocol.PreviewResult, unknown>(
    protocol.PREVIEW,
    async ({ uri, file, rows }: protocol.PreviewParams): Promise<protocol.PreviewResult> => {
      if (!workspace.isTrusted) return { unavailable: "The workspace is not trusted, so no file is read." };
      const found = await preview(workspace.placeOf(uri), file, rows);
      if (!isDefined(found)) return found;
      const columns = tableColumns(found);
      const guess = columns && { item: columns.item, rater: columns.rater, ...columns.long };
      return { ...found, guess };
    },
  );

  connection.onRequest(protocol.ATTACH, ({ uri, ...attached }: protocol.AttachParams, token: CancellationToken) =>
    documents.with({ uri }, token, null, (document, at) => {
      const edits = language.attachFile(document.rubric, attached);
      return edits.length === 0 ? null : convert.workspaceEdit(edits, [], targetOf(document, files), at, client());
    }),
  );

  connection.onRequest(protocol.SHEET, ({ uri, file, items }: protocol.SheetParams, token: CancellationToken) =>
    documents.with({ uri }, token, null, (document, at) => {
      const edits = language.attachFile(document.rubric, { file });
      const sheet = { path: file, text: language.ratingSheet(document.rubric, items) };
      return edits.length === 0 ? null : convert.workspaceEdit(edits, [sheet], targetOf(document, files), at, client());
    }),
  );

  connection.onRequest(protocol.WEIGHTINGS, (params: protocol.DocumentParams, token: CancellationToken) =>
    documents.with(params, token, [], ({ analysis }) => language.weightingChoices(analysis)),
  );

  connection.onRequest(protocol.WEIGH_BY, ({ uri, name }: protocol.WeighByParams, token: CancellationToken) =>
    documents.with({ uri }, token, null, (document, at) =>
      convert.workspaceEdit(
        setEncoreKey(document.rubric, "weighting", name),
        [],
        targetOf(document, files),
        at,
        client(),
      ),
    ),
  );
}
