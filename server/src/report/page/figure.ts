/** One plot as a figure with a title, a text alternative and a way to save it; the policy's nonce on its style. */
import * as Plot from "@observablehq/plot";
import type { Analysis } from "../../analysis/analysis.ts";
import { element } from "./dom.ts";
import type { ReportPlot } from "./plots/plot.ts";

/** Undefined where there is nothing to plot. */
export function figure(plot: ReportPlot, analysis: Analysis, nonce: string): HTMLElement | undefined {
  const description = plot.describe(analysis);
  if (description === undefined) return undefined;
  const drawn = Plot.plot({ width: 520, height: 320, ...plot.options(analysis) });
  for (const style of drawn.querySelectorAll("style")) style.setAttribute("nonce", nonce);
  if (drawn instanceof SVGElement && drawn.tagName === "svg" && drawn.firstElementChild?.tagName === "style")
    drawn.firstElementChild.setAttribute("nonce", nonce);
  // The picture as a whole has a text; its parts, which have no role, may not.
  for (const part of drawn.querySelectorAll("[aria-label]")) part.removeAttribute("aria-label");
  drawn.setAttribute("role", "img");
  drawn.setAttribute("aria-label", description);
  const save = element("button", { type: "button", class: "save" }, "Save as SVG");
  save.addEventListener("click", () => download(drawn, plot.title));
  return element(
    "figure",
    {},
    element("figcaption", {}, element("h3", {}, plot.title), element("p", {}, description)),
    drawn,
    save,
  );
}

function download(drawn: Element, title: string): void {
  const copy = drawn.cloneNode(true) as Element;
  copy.setAttribute("xmlns", "http://www.w3.org/2000/svg");
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([new XMLSerializer().serializeToString(copy)], { type: "image/svg+xml" }));
  link.download = `${title
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "")}.svg`;
  link.click();
  URL.revokeObjectURL(link.href);
}
