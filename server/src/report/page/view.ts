/** The report, top down like a paper. Redrawn from new data in place: scroll, selection and choices stay. */
import { conclusion } from "../conclusion.ts";
import { type Child, element } from "./dom.ts";
import { figure } from "./figure.ts";
import { plots } from "./plots/plots.ts";
import { newTableState, ruleTable } from "./rule-table.ts";
import { analysed, findingList, marked, methods, redundancyList, unnamedList, weightingTable } from "./sections.ts";
import type { PageData } from "./wire.ts";

export interface View {
  show(data: PageData): void;
}

export function createView(root: HTMLElement, nonce: string): View {
  const state = newTableState();
  let current: PageData | undefined;

  function draw(): void {
    if (!current) return;
    const focused = document.activeElement?.getAttribute("data-key");
    const caret = document.activeElement instanceof HTMLInputElement ? document.activeElement.selectionStart : null;
    const { x, y } = { x: window.scrollX, y: window.scrollY };
    const opened = new Set(Array.from(root.querySelectorAll("details[open]"), (one) => one.id));
    root.replaceChildren(...sectionsOf(current));
    for (const details of root.querySelectorAll("details")) if (opened.has(details.id)) details.open = true;
    window.scrollTo(x, y);
    if (focused === null || focused === undefined) return;
    const again = root.querySelector<HTMLElement>(`[data-key="${CSS.escape(focused)}"]`);
    again?.focus();
    if (again instanceof HTMLInputElement && again.type === "search" && caret !== null)
      again.setSelectionRange(caret, caret);
  }

  function sectionsOf({ analysis, findings, file, version, isBusy }: PageData): HTMLElement[] {
    const name = analysis.rubric.name?.value ?? file;
    const figures = plots.flatMap((plot) => figure(plot, analysis, nonce) ?? []);
    return [
      element(
        "header",
        {},
        element("h1", {}, name),
        element("p", { class: "file" }, `${file}, Encore ${version}`),
        isBusy ? element("p", { role: "status", class: "busy" }, "Being computed…") : undefined,
      ),
      section("analysed", "What was analysed", analysed(analysis)),
      section(
        "conclusion",
        "Conclusion",
        conclusion(analysis).map((sentence) => element("p", {}, marked(sentence))),
      ),
      section("rules", "Rules", ruleTable(analysis, state, draw)),
      section("weightings", "Weightings", weightingTable(analysis)),
      ...(figures.length > 0 ? [section("plots", "Plots", element("div", { class: "plots" }, figures))] : []),
      section("findings", "Findings", findingList(findings)),
      section("redundancy", "Rules that say the same", redundancyList(analysis)),
      ...(analysis.unnamed.length > 0
        ? [section("unnamed", "Rated, but not in the rubric", unnamedList(analysis))]
        : []),
      section("methods", "Methods", methods(analysis)),
    ];
  }

  return {
    show(data) {
      current = data;
      draw();
    },
  };
}

function section(id: string, title: string, ...children: readonly Child[]): HTMLElement {
  return element(
    "section",
    { id, "aria-labelledby": `${id}-title` },
    element("h2", { id: `${id}-title` }, title),
    children,
  );
}
