/** The report as one HTML file: script, style and data inside, nothing from a network, under a strict policy. */
import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import { escapeHtml } from "./escape-html.ts";

export interface PageParts {
  readonly title: string;
  readonly script: string;
  readonly style: string;
  /** JSON of the page's data, safe inside a script element (page/wire.ts); undefined where an editor sends it. */
  readonly data: string | undefined;
}

/** `nonce` is the editor's; without one it follows from the content, as a file that is opened has no server to draw one. */
export function htmlPage(
  { title, script, style, data }: PageParts,
  nonce = contentNonce(script + (data ?? "")),
): string {
  const policy = `default-src 'none'; script-src 'nonce-${nonce}'; style-src 'nonce-${nonce}'; img-src data:; base-uri 'none'; form-action 'none'`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title>
<style nonce="${nonce}">${style}</style>
</head>
<body>
<main id="report"></main>
${data === undefined ? "" : `<script nonce="${nonce}" id="data" type="application/json">${data}</script>\n`}<script nonce="${nonce}">${script.replaceAll("</script", "<\\/script")}</script>
</body>
</html>
`;
}

function contentNonce(content: string): string {
  return bytesToHex(sha256(utf8ToBytes(content))).slice(0, 32);
}
