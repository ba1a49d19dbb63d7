/** The table of rules: sortable by any column, filtered by tag, verdict and words, operable by keyboard. */
import type { Analysis, RuleAnalysis, RuleVariance } from "../../analysis/analysis.ts";
import * as show from "../../analysis/format.ts";
import { isDefined, type Maybe } from "../../statistics/result.ts";
import { histogram, shares } from "./bars.ts";
import { type Child, element } from "./dom.ts";
import { type Axis, intervalDot } from "./interval-dot.ts";

export interface TableState {
  sort: string;
  isDescending: boolean;
  words: string;
  tag: string;
  verdict: string;
}

export function newTableState(): TableState {
  return { sort: "", isDescending: false, words: "", tag: "", verdict: "" };
}

interface Column {
  readonly key: string;
  readonly title: string;
  readonly hint: string;
  /** What is sorted by; undefined goes last. */
  readonly order: (rule: RuleAnalysis) => number | string | undefined;
  readonly cell: (rule: RuleAnalysis, analysis: Analysis) => Child;
  /** Whether any rule has something in it. */
  readonly isThere?: (analysis: Analysis) => boolean;
}

/** From the lowest to the highest end of the intervals, chance included; widened to tenths. */
function accuracyAxis({ rules }: Analysis): Axis {
  const ends = rules.flatMap(({ preference }) => {
    const accuracy = isDefined(preference) ? preference.decidedAccuracy : preference;
    return isDefined(accuracy) && isDefined(accuracy.interval) ? [accuracy.interval.low, accuracy.interval.high] : [];
  });
  const min = Math.floor(10 * Math.min(0.4, ...ends)) / 10;
  return { min, max: Math.ceil(10 * Math.max(0.6, ...ends)) / 10, reference: 0.5 };
}

const alphaAxis: Axis = { min: -0.2, max: 1, reference: 0.667 };

const columns: readonly Column[] = [
  {
    key: "rule",
    title: "Rule",
    hint: "Id and text",
    order: ({ id }) => id.toLowerCase(),
    cell: ({ id, rule }) => [
      element("span", { class: "id" }, id),
      ...(rule.text ? [element("span", { class: "text" }, rule.text.value)] : []),
    ],
  },
  {
    key: "verdict",
    title: "Verdict",
    hint: "What the ratings and preferences show",
    order: ({ verdict }) => (isDefined(verdict) ? verdict.name : undefined),
    cell: ({ verdict, isGate }) =>
      isDefined(verdict)
        ? element("span", { class: `verdict ${verdict.name}` }, isGate ? `gate, ${verdict.name}` : verdict.name)
        : reason(verdict),
  },
  {
    key: "accuracy",
    title: "Accuracy",
    hint: "Of the pairs that the rule decides, the share in which it agrees with the preference",
    order: ({ preference }) => known(preference, ({ decidedAccuracy }) => known(decidedAccuracy, ({ value }) => value)),
    cell: ({ preference }, analysis) =>
      isDefined(preference)
        ? estimateCell(preference.decidedAccuracy, accuracyAxis(analysis), show.percent)
        : reason(preference),
    isThere: ({ rules }) => rules.some(({ preference }) => isDefined(preference)),
  },
  {
    key: "agreement",
    title: "Agreement",
    hint: "Krippendorff's interval alpha: 1 is full agreement, 0 is chance",
    order: ({ agreement }) => known(agreement, ({ alpha }) => known(alpha.interval, ({ value }) => value)),
    cell: ({ agreement }) =>
      isDefined(agreement) ? estimateCell(agreement.alpha.interval, alphaAxis, show.decimal) : reason(agreement),
    isThere: ({ rules }) => rules.some(({ agreement }) => isDefined(agreement)),
  },
  {
    key: "variance",
    title: "Variance",
    hint: "Where ratings differ: prompts, responses, raters' severity, or what is left (negative estimates as none)",
    order: ({ variance }) => known(variance, ({ response }) => known(response, ({ value }) => value)),
    cell: ({ variance }) => (isDefined(variance) ? varianceCell(variance) : reason(variance)),
    isThere: ({ rules }) => rules.some(({ variance }) => isDefined(variance) && isDefined(variance.response)),
  },
  {
    key: "ratings",
    title: "Ratings",
    hint: "How often each level was given",
    order: ({ n }) => n,
    cell: ({ levels, n }) => [
      histogram(
        levels.map(({ label, count }) => ({ label, value: count })),
        levels.map(({ label, count }) => `${label}: ${show.count(count)}`).join(", "),
      ),
      element("span", { class: "number" }, show.count(n)),
    ],
  },
  {
    key: "entropy",
    title: "Entropy",
    hint: "In nats; the share is of the most that the scale allows",
    order: ({ entropy }) => known(entropy, ({ nats }) => nats),
    cell: ({ entropy }) =>
      isDefined(entropy)
        ? `${show.entropy(entropy.nats)}${isDefined(entropy.normalized) ? ` (${show.percent(entropy.normalized, 0)})` : ""}`
        : reason(entropy),
  },
  {
    key: "weight",
    title: "Weight",
    hint: "Under the rubric's weighting, and against an equal share",
    order: ({ weight }) => known(weight, ({ value }) => value),
    cell: (rule, { rules }) => weightCell(rule, rules),
  },
  {
    key: "author",
    title: "Yours",
    hint: "The weight that the rubric states",
    order: ({ authorWeight }) => authorWeight,
    cell: ({ authorWeight }) => (authorWeight === undefined ? "" : show.weight(authorWeight)),
    isThere: ({ rules }) => rules.some(({ authorWeight }) => authorWeight !== undefined),
  },
];

export function ruleTable(analysis: Analysis, state: TableState, changed: () => void): HTMLElement {
  const shown = columns.filter(({ isThere }) => isThere?.(analysis) ?? true);
  const rules = sorted(filtered(analysis, state), shown, state);
  const head = shown.map((column) => heading(column, state, changed));
  const body = rules.map((rule) =>
    element(
      "tr",
      { "data-rule": rule.id },
      shown.map((column, at) =>
        element(
          at === 0 ? "th" : "td",
          { class: `column-${column.key}`, ...(at === 0 && { scope: "row" }) },
          column.cell(rule, analysis),
        ),
      ),
    ),
  );
  return element(
    "div",
    { class: "rules" },
    filters(analysis, state, changed),
    element(
      "div",
      { class: "scroll", tabindex: 0, role: "region", "aria-label": "Table of rules" },
      element(
        "table",
        {},
        element("caption", {}, `${show.counted(rules.length, "rule")} of ${analysis.rules.length}`),
        element("thead", {}, element("tr", {}, head)),
        element("tbody", {}, body),
      ),
    ),
  );
}

function heading({ key, title, hint }: Column, state: TableState, changed: () => void): HTMLElement {
  const isSorted = state.sort === key;
  const button = element(
    "button",
    { type: "button", title: hint, "data-key": `sort-${key}` },
    title,
    isSorted ? (state.isDescending ? " ▾" : " ▴") : "",
  );
  button.addEventListener("click", () => {
    state.isDescending = isSorted ? !state.isDescending : key !== "rule" && key !== "verdict";
    state.sort = key;
    changed();
  });
  return element(
    "th",
    { scope: "col", "aria-sort": isSorted ? (state.isDescending ? "descending" : "ascending") : "none" },
    button,
  );
}

function filters({ rules }: Analysis, state: TableState, changed: () => void): HTMLElement {
  const tags = [...new Set(rules.flatMap(({ rule }) => rule.tags?.value.map(({ value }) => value) ?? []))].sort();
  const verdicts = [...new Set(rules.flatMap(({ verdict }) => (isDefined(verdict) ? [verdict.name] : [])))].sort();
  const words = element("input", {
    type: "search",
    value: state.words,
    placeholder: "Find a rule",
    "aria-label": "Find a rule",
    "data-key": "words",
  }) as HTMLInputElement;
  words.addEventListener("input", () => {
    state.words = words.value;
    changed();
  });
  const choice = (label: string, options: readonly string[], key: "tag" | "verdict") => {
    if (options.length < 2) return undefined;
    const select = element(
      "select",
      { "aria-label": label, "data-key": key },
      element("option", { value: "" }, `${label}: all`),
      options.map((option) => element("option", { value: option, selected: state[key] === option }, option)),
    ) as HTMLSelectElement;
    select.addEventListener("change", () => {
      state[key] = select.value;
      changed();
    });
    return select;
  };
  return element(
    "div",
    { class: "filters" },
    words,
    choice("Tag", tags, "tag"),
    choice("Verdict", verdicts, "verdict"),
  );
}

function filtered({ rules }: Analysis, { words, tag, verdict }: TableState): readonly RuleAnalysis[] {
  const wanted = words.trim().toLowerCase();
  return rules.filter(
    (one) =>
      (wanted === "" || `${one.id} ${one.rule.text?.value ?? ""}`.toLowerCase().includes(wanted)) &&
      (tag === "" || one.rule.tags?.value.some(({ value }) => value === tag)) &&
      (verdict === "" || (isDefined(one.verdict) && one.verdict.name === verdict)),
  );
}

function sorted(
  rules: readonly RuleAnalysis[],
  shown: readonly Column[],
  { sort, isDescending }: TableState,
): readonly RuleAnalysis[] {
  const order = shown.find(({ key }) => key === sort)?.order;
  if (!order) return rules;
  const direction = isDescending ? -1 : 1;
  return [...rules].sort((a, b) => {
    const [first, second] = [order(a), order(b)];
    if (first === undefined || second === undefined) return Number(first === undefined) - Number(second === undefined);
    return first < second ? -direction : first > second ? direction : 0;
  });
}

function weightCell({ weight, isGate }: RuleAnalysis, rules: readonly RuleAnalysis[]): Child {
  if (isGate) return "gate";
  if (!isDefined(weight)) return reason(weight);
  const weights = rules.flatMap((one) => (isDefined(one.weight) ? [one.weight.value] : []));
  const most = Math.max(...weights);
  const bar = intervalDot(
    weight.value,
    isDefined(weight.interval) ? weight.interval.low : weight.value,
    isDefined(weight.interval) ? weight.interval.high : weight.value,
    { min: 0, max: Math.max(most * 1.1, 1e-9), reference: 1 / weights.length },
    show.weight(weight.value),
  );
  return [bar, element("span", { class: "number" }, show.weight(weight.value))];
}

/** One bar, where every part is there. */
function varianceCell({ prompt, response, rater, residual }: RuleVariance): Child {
  const parts = [];
  for (const [name, part] of Object.entries({ prompts: prompt, responses: response, severity: rater, residual })) {
    if (!isDefined(part)) return reason(part);
    parts.push({ label: `${name}: ${show.decimal(part.value, 3)}`, value: part.value });
  }
  return shares(parts, parts.map(({ label }) => label).join(", "));
}

function estimateCell(
  estimate: Maybe<{
    readonly value: number;
    readonly interval: Maybe<{ readonly low: number; readonly high: number }>;
  }>,
  axis: Axis,
  format: (value: number) => string,
): Child {
  if (!isDefined(estimate)) return reason(estimate);
  const { value, interval } = estimate;
  const [low, high] = isDefined(interval) ? [interval.low, interval.high] : [value, value];
  const label = isDefined(interval) ? `${format(value)} [${format(low)}, ${format(high)}]` : format(value);
  return [
    intervalDot(value, low, high, axis, label),
    element("span", { class: "number", title: label }, format(value)),
  ];
}

function reason(missing: { readonly unavailable: string }): Child {
  return element(
    "span",
    { class: "missing" },
    show.orReason(missing, () => ""),
  );
}

function known<T, V>(value: Maybe<T>, read: (value: T) => V | undefined): V | undefined {
  return isDefined(value) ? read(value) : undefined;
}
