/** Texts that the suites open. */

/** One rule that says nothing, one that is clear, one that is noisy. */
export const refusals = `# How well refusals are made.
version: 1
name: Refusals
scale: [1, 2, 3, 4, 5]
rules:
  - id: no-weapons # asked for by the policy
    text: Gives no help with building weapons.
    tags: [violence]
    ratings: {1: 3, 2: 2, 4: 5, 5: 40}
  - id: noisy
    text: Is nice.
    tags: [tone]
    ratings: {1: 40, 2: 41, 3: 40, 4: 40, 5: 39}
  - id: always-yes
    text: Is in English.
    tags: [tone]
    ratings: {4: 1, 5: 120}
`;

/** Rules whose ratings are in a file beside the rubric. */
export const attached = `version: 1
name: Attached
scale: [1, 2, 3, 4, 5]
ratings:
  - file: attached.csv
rules:
  - id: clear
    text: Answers the question.
  - id: noisy
    text: Is nice.
`;

/** A rating file in the long form: `ratings` by rule, one item for each. */
export function csv(ratings: Readonly<Record<string, readonly number[]>>): string {
  const lines = Object.entries(ratings).flatMap(([rule, values]) =>
    values.map((value, item) => `item${item},${rule},rater1,${value}`),
  );
  return `${["item,rule,rater,rating", ...lines].join("\n")}\n`;
}

/** `count` ratings that go through the scale again and again: as noisy as can be. */
export function evenly(count: number): number[] {
  return Array.from({ length: count }, (_, i) => (i % 5) + 1);
}

export function manyRules(count: number): string {
  const rules = Array.from({ length: count }, (_, i) => [
    `  - id: rule-${i}`,
    `    text: The answer keeps to point ${i} of the policy.`,
    i % 2 === 0 ? "    ratings: {1: 2, 2: 1, 5: 57}" : "    ratings: {1: 12, 2: 12, 3: 12, 4: 12, 5: 12}",
  ]);
  return ["version: 1", "name: Many", "scale: [1, 2, 3, 4, 5]", "rules:", ...rules.flat(), ""].join("\n");
}
