/** All simulations, in the order of their page. */

import { agreementCoverage } from "./agreement-coverage.ts";
import { study as components } from "./components.study.ts";
import { entropyCoverage } from "./entropy-coverage.ts";
import { study as family } from "./family.study.ts";
import { study as judges } from "./judges.study.ts";
import { plotEntropy } from "./plot-entropy.ts";
import { accuracyCoverage, differenceCoverage } from "./preference-coverage.ts";
import { study as redundancy } from "./redundancy.study.ts";
import { study as responsesWanted } from "./responses-wanted.study.ts";
import { study as severity } from "./severity.study.ts";
import type { Study } from "./study.ts";
import { fixed, groups, summary, table, worst } from "./table.ts";
import { type Cell, coverage } from "./tally-cells.ts";
import { study as confusion } from "./verdict-confusion.study.ts";
import { agreedButUnreliable, falseDisputed, falseReversed, falseUnreliable } from "./verdict-errors.ts";
import { weightCoverage } from "./weight-coverage.ts";
import { study as weightings } from "./weightings.study.ts";

const columns = ["cells", "lowest", "share of cells over .93", "mean"];

function bySetting(cells: readonly Cell[], name: string): string {
  return table(
    [name, ...columns],
    groups(cells, ({ setting }) => setting[name] ?? "").map(([key, of]) => [key, ...summary(of)]),
  );
}

const entropy: Study = {
  name: "entropy",
  title: "Entropy",
  run(simulations) {
    const cells = entropyCoverage(simulations);
    const enough = cells.filter(({ effective }) => effective >= 30);
    const under = enough.filter((cell) => coverage(cell) < 0.9);
    const [count, lowest, over] = summary(enough);
    const rows = groups(enough, ({ setting }) => `${setting.raters}, ${setting.agreement}`);
    const text = `Ratings are drawn from each of 14 shapes, n = 10 ... 1,000 of them, 1, 3 or 10 an item, at four agreements. ${simulations}
simulations a cell; a cell that comes out under .935 is simulated again, five times as long, and the new figure counts.

![Coverage of entropy's interval](coverage.svg)

Where the ratings are worth 30 independent ones or more: ${count} cells, the lowest ${lowest}, ${over} of them over .93.
Wanted: none under .90, nine of ten over .93. ${under.length === 0 ? "None is under .90." : `${under.length} are under .90, so this does not hold:`}

${under.length === 0 ? "" : `${worst(under, under.length)}\n\n`}${table(
  ["raters an item, agreement", ...columns],
  rows.map(([key, of]) => [key, ...summary(of)]),
)}

By shape:

${bySetting(enough, "shape")}

The lowest:

${worst(enough, 8)}

Where they are worth less than 30, which the verdicts do not use:

${table(
  ["raters an item, agreement", ...columns],
  groups(
    cells.filter(({ effective }) => effective < 30),
    ({ setting }) => `${setting.raters}, ${setting.agreement}`,
  ).map(([key, of]) => [key, ...summary(of)]),
)}`;
    return { text, plot: plotEntropy(cells) };
  },
};

const weights: Study = {
  name: "weights",
  title: "ENCORE weights",
  run(simulations) {
    const cells = weightCoverage(simulations);
    const text = `Three rubrics (four rules of even shapes; seven mixed; four of two levels), tau = 2, ${simulations} simulations a cell; a cell is a
rule of a rubric.

${bySetting(cells, "rubric")}

${bySetting(cells, "ratings")}

The lowest:

${worst(cells, 6)}`;
    return { text };
  },
};

const agreement: Study = {
  name: "agreement",
  title: "Agreement and noise share",
  run(simulations) {
    const cells = agreementCoverage(2 * simulations);
    const mostly = cells.filter(({ intervals, unavailable: none }) => intervals > none);
    const seldom = cells.length - mostly.length;
    const text = `Five shapes, two of them with a rare value; 20, 50 or 200 items; two raters, three, or four of whom each rating is
missing with probability .3; agreement 0, .3, .7, .9. ${2 * simulations} simulations a cell. The interval is undefined where fewer than ten items
have a rating other than the commonest; in ${seldom} of ${cells.length} cells, of rare values, that is so in half of the simulations or more, and
these are not counted below.

${bySetting(mostly, "coefficient")}

${bySetting(mostly, "shape")}

${bySetting(mostly, "items")}

${bySetting(mostly, "agreement")}

The lowest:

${worst(mostly, 10)}`;
    return { text };
  },
};

const preferences: Study = {
  name: "preferences",
  title: "Decided accuracy and differences of accuracy",
  run(simulations) {
    const accuracy = accuracyCoverage(5 * simulations);
    const difference = differenceCoverage(simulations);
    const text = `2, 3 or 5 responses a prompt, each two of them a pair, so that pairs share responses; a rule sees 0, .7 or 2 of a
response's quality beside noise of 1, evenly or not over prompts (unevenness: the standard deviation over prompts of what it sees).

Decided accuracy, Wilson clustered by prompt, ${5 * simulations} simulations a cell:

${bySetting(accuracy, "prompts")}

${worst(accuracy, 6)}

Difference of two weightings, paired bootstrap over prompts, ${simulations} simulations a cell:

${bySetting(difference, "prompts")}

${worst(difference, 6)}`;
    return { text };
  },
};

const verdicts: Study = {
  name: "verdicts",
  title: "Verdicts that are wrong",
  run(simulations) {
    const studies: readonly [name: string, cells: readonly Cell[], truth: string][] = [
      ["unreliable", falseUnreliable(simulations), "normalised entropy is the limit, .85"],
      ["reversed", falseReversed(5 * simulations), "decided accuracy is one half"],
      ["disputed", falseDisputed(simulations), "AC2, or AC2 and alpha, are .667, or alpha is .5"],
    ];
    const rows = studies.map(([name, cells, truth]) => {
      const rates = cells.map(coverage);
      const mean = rates.reduce((sum, rate) => sum + rate, 0) / rates.length;
      const over = rates.filter((rate) => rate > 0.05).length;
      return [`\`${name}\``, truth, cells.length, fixed(mean), fixed(Math.max(...rates)), over];
    });
    const text = `How often a verdict speaks against a rule of which it is not true, at the very border, where that is most often. Wanted: at
most .05. The highest of many cells is high by chance too: of ${simulations} simulations at a true .03, one cell in twenty says
${fixed(0.03 + 1.64 * Math.sqrt((0.03 * 0.97) / simulations))} or more.

${table(["verdict", "truth", "cells", "mean rate", "highest", "cells over .05"], rows)}

${studies.map(([name, cells]) => `\`${name}\`, the highest:\n\n${worst(cells, 3, "highest")}`).join("\n\n")}

\`unreliable\` needs alpha's upper end under .667. How often a rule on which raters do agree gets it, for even ratings of five levels, three an item (an
earlier table of verdicts said so of up to .97):

${table(
  ["items", "agreement", "called unreliable"],
  agreedButUnreliable(simulations).map((cell) => [
    cell.setting.items ?? "",
    cell.setting.agreement ?? "",
    fixed(coverage(cell), 2),
  ]),
)}`;
    return { text };
  },
};

export const studies: readonly Study[] = [
  entropy,
  weights,
  agreement,
  components,
  severity,
  redundancy,
  preferences,
  family,
  responsesWanted,
  judges,
  verdicts,
  confusion,
  weightings,
];
