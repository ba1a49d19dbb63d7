/** Rubrics with ratings in place, as large as an author may write them; the same ones each time. */

export const ratingsPerRule = 60;

const levels = 5;

/** 60 ratings by rule, from nearly constant to nearly even. About 310 characters a rule. */
export function inlineRubric(rules: number): string {
  const draw = uniformDraws(1);
  return `version: 1
name: Typed into
scale: [1, 2, 3, 4, 5]
rules:
${Array.from({ length: rules }, (_, k) => ruleText(k, draw)).join("")}`;
}

function ruleText(k: number, draw: () => number): string {
  const clear = (k % 10) / 9;
  const ratings = Array.from({ length: ratingsPerRule }, () =>
    draw() < clear ? levels : 1 + Math.floor(draw() * levels),
  );
  return `  - id: rule_${k}
    text: Gives no help number ${k} with what could harm somebody, and says so in a kind and calm way.
    ratings: [${ratings.join(", ")}]
`;
}

/** mulberry32. */
function uniformDraws(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Where to type: behind the `[` of a rule's ratings, or at the end of its text. */
export function placeIn(text: string, rule: number, where: "ratings" | "text"): { line: number; character: number } {
  const lines = text.split("\n");
  const first = lines.indexOf(`  - id: rule_${rule}`);
  const line = first + (where === "text" ? 1 : 2);
  const character = where === "text" ? (lines[line] ?? "").length : (lines[line] ?? "").indexOf("[") + 1;
  return { line, character };
}
