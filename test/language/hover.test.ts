import { expect, test } from "vitest";
import { hover } from "../../server/src/language/hover.ts";
import { csv, linted, range } from "../lint/pipeline.ts";
import { cursorOf, marked } from "../marked.ts";

async function hoverAt(source: string, files: Record<string, string> = {}) {
  const text = marked(source);
  const { analysis } = await linted(text.text, files);
  const found = hover(analysis, cursorOf(text), "nats");
  return found && { on: text.text.slice(found.range.start, found.range.end), ...found };
}

const two = `
  version: 1
  scale: [1, 2, 3, 4, 5]
  rules:
    - id: even
      ratings: {1: 20, 2: 20, 3: 20, 4: 20, 5: 20}
    - id: clear
      ratings: {1: 0, 2: 0, 3: 0, 4: 50, 5: 50}
`;

test("a rule's hover says how its weight came about, in numbers that can be checked by hand", async () => {
  const found = await hoverAt(two.replace("even", "ev$0en"));
  // exp(-ln 5 / 2) = 0.447, exp(-ln 2 / 2) = 0.707; 0.447 / 1.154 = 0.387.
  expect(found?.on).toBe("even");
  expect(found?.plaintext).toContain("exp(-H/τ) = exp(-1.61/2) = 0.447, over the sum of that for all rules, 1.15.");
  expect(found?.plaintext).toMatch(/Weight 0\.39 \[.*\], 0\.8 × an equal share, rank 2 of 2\./);
  expect(found?.plaintext).toMatch(/H = 1\.61 nats \[1\.\d\d, 1\.61\], 100% of the maximum on this scale/);
  expect(found?.plaintext).not.toMatch(/\*\*|data:image/);
});

test("the verdict comes first, then the picture, then the weight; the details are below a line", async () => {
  const found = await hoverAt(two.replace("even", "ev$0en"));
  const paragraphs = (found?.markdown ?? "").split("\n\n");
  expect(paragraphs[0]).toMatch(/^. \*\*[A-Z][a-z]+\*\*: .*\.$/);
  expect(paragraphs[1]).toMatch(/^!\[100 ratings of even/);
  expect(paragraphs[2]).toMatch(/^Weight \*\*0\.39\*\*/);
  expect(paragraphs[3]).toBe("---");
});

test("the picture is an SVG with a bar and a label for each level", async () => {
  const found = await hoverAt(two.replace("clear", "cl$0ear"));
  const image = /data:image\/svg\+xml;base64,([\w+/=]+)/.exec(found?.markdown ?? "")?.[1] ?? "";
  const svg = Buffer.from(image, "base64").toString();
  expect(svg).toMatch(/^<svg [^>]*xmlns=/);
  expect(svg.match(/<rect /g)).toHaveLength(5);
  expect(svg).toContain(">50 (50%)<");
});

test("labels of levels cannot break the picture", async () => {
  const found = await hoverAt(`
    scale: {"<b>&\\"": 0, ok: 1}
    rules:
      - id: a$0
        ratings: {0: 20, 1: 20}
  `);
  const image = /base64,([\w+/=]+)/.exec(found?.markdown ?? "")?.[1] ?? "";
  expect(Buffer.from(image, "base64").toString()).toContain("&lt;b>&amp;&quot;");
});

test("a rule without ratings shows no number", async () => {
  const found = await hoverAt("scale: [1, 2]\nrules:\n  - id: a$0\n    text: A.\n");
  expect(found?.plaintext).toBe("a: no ratings yet. Attach a rating file under ratings:, or write ratings here.");
});

const raters = csv(
  ["item", "rule", "rater", "rating"],
  range(0, 60).flatMap((i) => [
    [`p${i % 6}/r${i}`, "a", "ann", 1 + (i % 5)],
    [`p${i % 6}/r${i}`, "a", "bob", i < 30 ? 1 + (i % 5) : 1 + ((i + 1) % 5)],
  ]),
);

test("with two raters it says how much of the entropy is noise, and what the ratings are worth", async () => {
  const found = await hoverAt("scale: [1, 2, 3, 4, 5]\nratings:\n  - file: r.csv\nrules:\n  - id: a$0\n", {
    "r.csv": raters,
  });
  expect(found?.plaintext).toMatch(/6\d% of it is raters disagreeing/);
  expect(found?.plaintext).toMatch(/120 ratings, worth \d+ independent ones/);
  expect(found?.plaintext).toMatch(/60 responses rated twice or more: Krippendorff's alpha 0\.\d\d/);
});

test("with preferences it says how often the rule is right, and what the rubric is without it", async () => {
  const text = `
    scale: [1, 2, 3]
    ratings:
      - file: r.csv
    preferences:
      - file: p.csv
    rules:
      - id: go$0od
      - id: flat
  `;
  const items = range(0, 80);
  const found = await hoverAt(text, {
    "r.csv": csv(
      ["item", "rule", "rating"],
      items.flatMap((i) => [
        [`i${i}`, "good", i % 2 === 0 ? 3 : 1],
        [`i${i}`, "flat", 1 + (i % 3)],
      ]),
    ),
    "p.csv": csv(
      ["chosen", "rejected"],
      range(0, 40).map((i) => [`i${2 * i}`, `i${2 * i + 1}`]),
    ),
  });
  expect(found?.plaintext).toContain("Right in 100.0% of the pairs it decides.");
  expect(found?.plaintext).toMatch(/Without it: \d+\.\d% → \d+\.\d%, [+-]\d/);
  expect(found?.plaintext).toContain("It decides 40 of 40 pairs");
});

test.each([
  ["a key", "scale: [1, 2]\nrules:\n  - id: a\n    polar$0ity: negative\n", "polarity", /a high rating is bad/],
  ["the key of a section", "scale: [1]\nru$0les: []\n", "rules", /one entry each/],
  [
    "the temperature",
    "scale: [1, 2]\nencore:\n  temper$0ature: 3\nrules:\n  - id: a\n    ratings: {1: 20, 2: 20}\n  - id: b\n    ratings: {1: 39, 2: 1}\n",
    "temperature",
    /1\.\d at 0\.5, 1\.\d at 1, .*\(here\), 2\.0 at 5/,
  ],
  [
    "an inline rating",
    "scale: [1, 2]\nrules:\n  - id: a\n    ratings: [1, 2$0, 2, 1, 2]\n",
    "2",
    /^2: 3 of 5 ratings here \(60\.0%\)/,
  ],
  ["an inline count", "scale: [1, 2]\nrules:\n  - id: a\n    ratings: {1: 3, $02: 1}\n", "2", /^2: 1 of 4 ratings/],
  [
    "a tag",
    "scale: [1, 2]\nrules:\n  - id: a\n    tags: [har$0m]\n    ratings: {1: 20, 2: 20}\n  - id: b\n    tags: [harm, x]\n    ratings: {1: 20, 2: 20}\n",
    "harm",
    /2 rules; together they weigh 100\.0%/,
  ],
  ["a retired rule", "scale: [1, 2]\nrules:\n  - id: a$0\n    retired: old\n", "a", /is retired/],
])("hover on %s", async (_, source, on, says) => {
  const found = await hoverAt(source);
  expect(found?.on).toBe(on);
  expect(found?.plaintext).toMatch(says);
});

test("hover on a source counts what was read", async () => {
  const found = await hoverAt("scale: [1, 2, 3, 4, 5]\nratings:\n  - file: r$0.csv\nrules:\n  - id: a\n", {
    "r.csv": raters,
  });
  expect(found?.plaintext).toContain("r.csv: 120 rows, 60 responses, 1 rule, 2 raters.");
  expect(found?.plaintext).toContain("Columns: item, rule, rater, rating.");
});

test("there is no hover on nothing", async () => {
  expect(await hoverAt("scale: [1, 2]\n$0\nrules: []\n")).toBeUndefined();
});

/** Everything that could be markup somewhere, in one text. */
const attack =
  "![x](https://e.vil/a.png) [y](command:evil) <img src=https://e.vil> $(flame) `c` **b** https://e.vil www.e.vil | # h";
/** What Markdown makes of nothing else: an image, a link, HTML, emphasis, a heading, an icon. */
const markup = /(?<!\\)(?:!\[|\]\(|<\w|\*\*|`|\$\()|https:|www\.|^\s*#/m;

test("no text of a rubric or a rating file is markup in a hover", async () => {
  const id = JSON.stringify(attack);
  const source = `
    scale: {${JSON.stringify(`lo ${attack}`)}: 0, ${JSON.stringify(`hi ${attack}`)}: 1}
    ratings:
      - file: r.csv
        rater: ${id}
      - file: ${JSON.stringify(`${attack}.csv`)}
    rules:
      - id: ${id}
        text: ${id}
        tags: [${id}]
        ratings: {0: 20, 1: 20}
      - id: ${id}
        retired: ${id}
  `;
  const column = `"${attack}"`;
  const files = { "r.csv": csv(["item", "rule", column, "rating"], [["i", column, "ann", 1]]) };
  const { text } = marked(source);
  const { analysis } = await linted(text, files);
  const seen = new Set<string>();
  for (let offset = 0; offset <= text.length; offset++) {
    const found = hover(analysis, offset, "nats");
    if (!found || seen.has(found.markdown)) continue;
    seen.add(found.markdown);
    const isOurs = /^(?:!\[(?:\\.|[^\]\\])*\]\(data:image\/svg\+xml;base64,[\w+/=]+\)|---)$/;
    for (const paragraph of found.markdown.split("\n\n"))
      if (!isOurs.test(paragraph))
        expect(paragraph.replace(/\*\*[\w. -]+\*\*/g, "")).not.toMatch(
          paragraph.includes("evil") || paragraph.includes("e.vil") ? markup : /https:/,
        );
  }
  expect([...seen].filter((one) => one.includes("command")).length).toBeGreaterThanOrEqual(5);
});
