/** Rubrics that the pictures show, beside the samples: large, long, without ratings, broken. */
import { writeFile } from "node:fs/promises";
import path from "node:path";

export async function writeShownRubrics(folder: string): Promise<void> {
  const files = { ...large(), ...long(), "empty.rubric.yaml": withoutRatings, "broken.rubric.yaml": broken };
  for (const [name, text] of Object.entries(files)) await writeFile(path.join(folder, name), text);
}

const withoutRatings = `version: 1
name: Customer support
scale: {no: 0, yes: 1}
rules:
  - id: answers
    text: Answers the question that was asked.
  - id: polite
    text: Is polite to an angry customer too.
  - id: no-promises
    text: Promises nothing that the company cannot keep.
`;

const broken = `version: 1
name: Broken
scale: [1, 2, 3
ratings:
  - file: gone.csv
rules:
  - id: tone
    text: "Is kind
    polarty: negative
  - id: tone
    ratings: {1: 3, 9: 2}
`;

const ids = ["helpful", "harmless", "honest", "tone", "cites-sources", "no-medical-dosage", "concise"];

/** 20,000 responses by two raters under seven rules, and pairs of them. */
function large(): Record<string, string> {
  const random = numbers(1);
  const level = (quality: number, spread: number) =>
    Math.max(1, Math.min(5, Math.round(3 + 2 * quality + spread * (random() + random() - 1))));
  const rows = ["prompt,response,rater,".concat(ids.join(","))];
  const pairs = ["chosen,rejected,prompt"];
  for (let i = 0; i < 20_000; i++) {
    const quality = random() * 2 - 1;
    const own = ids.map((_, k) => (k === 5 ? 0.98 : k === 3 ? random() * 2 - 1 : quality * (1 - k / 9)));
    for (const rater of ["ann", "bob"])
      rows.push([`p${i >> 1}`, `r${i % 2}`, rater, ...own.map((q, k) => level(q, k === 3 ? 4 : 1 + k / 3))].join(","));
    if (i % 8 === 1)
      pairs.push(i % 3 === 0 ? `p${i >> 1}/r1,p${i >> 1}/r0,p${i >> 1}` : `p${i >> 1}/r0,p${i >> 1}/r1,p${i >> 1}`);
  }
  const rubric = [
    "version: 1",
    "name: Assistant",
    "scale: [1, 2, 3, 4, 5]",
    "ratings:",
    "  - file: large.csv",
    "    item: [prompt, response]",
    "    rater: rater",
    "preferences:",
    "  - file: large-pairs.csv",
    "rules:",
    ...ids.flatMap((id) => [`  - id: ${id}`, `    text: The answer is judged by ${id}.`]),
    "",
  ];
  return {
    "large.rubric.yaml": rubric.join("\n"),
    "large.csv": `${rows.join("\n")}\n`,
    "large-pairs.csv": `${pairs.join("\n")}\n`,
  };
}

function long(): Record<string, string> {
  const random = numbers(2);
  const rules = Array.from({ length: 64 }, (_, k) => {
    const counts = [1, 2, 3, 4, 5].map((value) => `${value}: ${Math.floor(random() * (k % 4 === 0 ? 40 : 9 * value))}`);
    return `  - {id: rule-${k + 1}, text: Keeps to point ${k + 1} of the policy., ratings: {${counts.join(", ")}}}`;
  });
  return { "long.rubric.yaml": ["version: 1", "scale: [1, 2, 3, 4, 5]", "rules:", ...rules, ""].join("\n") };
}

/** Numbers from 0 to 1, the same every time. */
function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}
