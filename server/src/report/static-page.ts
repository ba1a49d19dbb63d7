/** The report as one HTML text: script, style and data inside, nothing from a network, under a strict policy. */
import { escapeHtml } from "./escape-html.ts";

export interface PageParts {
  readonly title: string;
  readonly script: string;
  readonly style: string;
  /** JSON of the page's data, safe inside a script element (page/wire.ts); undefined where an editor sends it. */
  readonly data: string | undefined;
}

/** Only scripts and styles with `nonce` run: drawn by an editor for each page, or from the content (content-nonce.ts). */
export function htmlPage({ title, script, style, data }: PageParts, nonce: string): string {
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
