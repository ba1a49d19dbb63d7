/** The sections of the report beside the table and the plots: what was analysed, findings, weightings, sources, methods. */
import type { Analysis, SourceAnalysis, Weighting } from "../../analysis/analysis.ts";
import * as show from "../../analysis/format.ts";
import type { Finding } from "../../lint/finding.ts";
import { isDefined } from "../../statistics/result.ts";
import { type Child, element } from "./dom.ts";

/** Text with `code` marks as elements. */
export function marked(text: string): Child[] {
  return text.split("`").map((part, at) => (at % 2 === 1 ? element("code", {}, part) : part));
}

export function analysed({ sources, preferences, rules }: Analysis): HTMLElement {
  const facts = sources.flatMap((source) => factsOf(source));
  const rated = rules.filter(({ n }) => n > 0);
  const total = rated.reduce((sum, { n }) => sum + n, 0);
  const all = [
    `${show.counted(rules.length, "rule")}, ${show.counted(rated.length, "of them with ratings", "of them with ratings")}; ${show.counted(total, "rating")} on their scales.`,
    ...facts,
    ...(isDefined(preferences)
      ? [`${show.counted(preferences.pairs, "pair")} of ${show.counted(preferences.prompts, "prompt")} are judged.`]
      : []),
    ...excluded(rules),
  ];
  return element(
    "ul",
    { class: "facts" },
    all.map((fact) => element("li", {}, marked(fact))),
  );
}

function factsOf({ name, kind, state, rows, items, raters }: SourceAnalysis): string[] {
  if (state === "reading") return [`\`${name}\` is being read.`];
  if (state === "failed") return [`\`${name}\` could not be read.`];
  const parts = [show.counted(rows, "row")];
  if (kind === "ratings" && items > 0) parts.push(show.counted(items, "response"));
  if (kind === "ratings" && raters > 0) parts.push(show.counted(raters, "rater"));
  return [`\`${name}\` (${kind}): ${parts.join(", ")}.`];
}

function excluded(rules: Analysis["rules"]): string[] {
  return rules.flatMap(({ id, outOfScale, staleRatings }) => {
    const off = outOfScale.reduce((sum, { count }) => sum + count, 0);
    return [
      ...(off > 0 ? [`Excluded: ${show.counted(off, "rating")} of \`${id}\` off its scale.`] : []),
      ...(staleRatings > 0
        ? [`Excluded: ${show.counted(staleRatings, "rating")} of \`${id}\` for another wording.`]
        : []),
    ];
  });
}

export function findingList(findings: readonly Finding[]): Child {
  if (findings.length === 0) return element("p", {}, "No findings.");
  return element(
    "ul",
    { class: "findings" },
    findings.map(({ severity, check, message, help }) =>
      element(
        "li",
        { class: severity },
        element("span", { class: "severity" }, severity),
        " ",
        marked(message),
        " ",
        element("span", { class: "check" }, check),
        help === undefined ? undefined : element("p", { class: "help" }, marked(help)),
      ),
    ),
  );
}

export function weightingTable({ weightings, preferences, options }: Analysis): Child {
  if (!isDefined(preferences)) return element("p", {}, `Accuracy is unavailable: ${preferences.unavailable}.`);
  const row = ({ name, accuracy, differenceToUniform, spread, note, pairs }: Weighting) =>
    element(
      "tr",
      { class: name === options.weighting ? "present" : undefined },
      element("th", { scope: "row" }, name),
      element(
        "td",
        {},
        show.orReason(accuracy, (value) => show.percent(value)),
      ),
      element(
        "td",
        {},
        name === "uniform" ? "" : show.orReason(differenceToUniform, (difference) => show.points(difference)),
      ),
      element("td", {}, show.count(pairs)),
      element(
        "td",
        {},
        spread ? `5th to 95th percentile ${show.percent(spread.low)} to ${show.percent(spread.high)}` : (note ?? ""),
      ),
    );
  return element(
    "div",
    { class: "scroll", tabindex: 0, role: "region", "aria-label": "Table of weightings" },
    element(
      "table",
      {},
      element(
        "thead",
        {},
        element(
          "tr",
          {},
          ["Weighting", "Accuracy", "Over equal weights (points)", "Pairs", "Note"].map((title) =>
            element("th", { scope: "col" }, title),
          ),
        ),
      ),
      element("tbody", {}, weightings.map(row)),
    ),
  );
}

export function redundancyList({ redundancy }: Analysis): Child {
  if (!isDefined(redundancy)) return element("p", {}, `Unavailable: ${show.orReason(redundancy, () => "")}.`);
  if (redundancy.length === 0) return element("p", {}, "No two rules say the same.");
  return element(
    "ul",
    {},
    redundancy.map(({ first, second, rho, items }) =>
      element(
        "li",
        {},
        element("code", {}, first),
        " and ",
        element("code", {}, second),
        `: correlation ${show.estimate(rho)} over ${show.counted(items, "response")}`,
      ),
    ),
  );
}

export function unnamedList({ unnamed }: Analysis): Child {
  return element(
    "ul",
    {},
    unnamed.map(({ id, n, files }) =>
      element("li", {}, element("code", {}, id), `: ${show.counted(n, "rating")} in ${files.join(", ")}`),
    ),
  );
}

export function methods({ options }: Analysis): Child {
  const link = (text: string, href: string) => element("a", { href, rel: "noreferrer" }, text);
  return element(
    "p",
    {},
    `Weights: ${options.weighting}, temperature ${show.temperature(options.temperature)} nats, ${options.estimator} entropy; a rule's entropy counts as high over ${show.percent(options.limit, 0)} of the most that its scale allows. Intervals are 95%. Entropy and weights are those of ENCORE (`,
    link("arXiv 2503.20995", "https://arxiv.org/abs/2503.20995"),
    "); agreement is Krippendorff's alpha for interval data; accuracy intervals are Wilson's, clustered by prompt.",
  );
}
