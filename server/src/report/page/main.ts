/** The page's entry: draws the data that came with it, and whatever an editor sends later. */
import { createView } from "./view.ts";
import { fromWire, type PageData } from "./wire.ts";

/** What an editor's webview offers; absent in a browser. */
interface Host {
  postMessage(message: unknown): void;
  setState(state: unknown): void;
}
declare const acquireVsCodeApi: undefined | (() => Host);

const root = document.getElementById("report");
const nonce = document.querySelector<HTMLElement>("script[nonce]")?.nonce ?? "";
if (root) {
  const view = createView(root, nonce);
  const own = document.getElementById("data")?.textContent;
  if (own) view.show(fromWire(own));
  if (typeof acquireVsCodeApi !== "undefined") follow(acquireVsCodeApi(), view.show);
}

/** The last document is kept as the webview's state, so that a reloaded window shows the same report. */
function follow(host: Host, show: (data: PageData) => void): void {
  window.addEventListener("message", ({ data }: MessageEvent<{ type: string; wire?: string; uri?: string }>) => {
    if (data.type !== "analysis" || data.wire === undefined) return;
    host.setState({ uri: data.uri });
    show(fromWire(data.wire));
  });
  host.postMessage({ type: "ready" });
}
