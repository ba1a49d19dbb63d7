import { expect, test } from "vitest";
import { drawn, linted, message, told } from "../pipeline.ts";

const spread = "{1: 40, 2: 42, 3: 38, 4: 41, 5: 39}";
const calm = "{1: 2, 2: 4, 3: 10, 4: 30, 5: 68}";
const rubric = (comment: string, ratings: string) =>
  `scale: [1, 2, 3, 4, 5]\nrules:\n  ${comment}\n  - id: a\n    ratings: ${ratings}\n`;

test("a comment that silences something is not reported, and what it silences is not either", async () => {
  const { findings } = await linted(rubric("# encore-ignore uninformative: on purpose", "{5: 60}"));
  expect(findings).toEqual([]);
});

test("one that silences nothing is reported as a whole", async () => {
  const source = `scale: [1, 2, 3, 4, 5]
rules:
  - id: a # encore-ignore high-entropy: on purpose
#         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ unused-ignore
    ratings: ${calm}
`;
  expect(await drawn(source)).toBe(source);
});

test("a comment for the whole file works the same", async () => {
  const text = rubric("# encore-ignore-file high-entropy: on purpose", spread);
  expect((await linted(text)).findings).toEqual([]);
  expect(await message("unused-ignore", rubric("# encore-ignore-file high-entropy: on purpose", calm))).toBe(
    "This comment silences nothing: there is no `high-entropy` finding in this file.",
  );
});

test("a check that is not there is reported at its name, with what was probably meant", async () => {
  const [finding] = await told("unused-ignore", rubric("# encore-ignore hi-entropy: on purpose", calm));
  expect(finding).toMatchObject({ replacements: ["high-entropy"] });
  expect(await message("unused-ignore", rubric("# encore-ignore zzzzz: on purpose", calm))).toBe(
    "Unknown check `zzzzz`: this comment silences nothing.",
  );
});

test("a comment that names no check is reported as a whole", async () => {
  expect(await message("unused-ignore", rubric("# encore-ignore", calm))).toBe(
    "This comment names no check, so it silences nothing. Write `# encore-ignore CHECK: reason`.",
  );
});

test("nothing is reported of a check that is off, nor where a file could not be read", async () => {
  const unused = rubric("# encore-ignore high-entropy: on purpose", calm);
  const off = await linted(unused, {}, { checks: { "high-entropy": "off" } });
  expect(off.findings).toEqual([]);
  expect(await told("unused-ignore", `ratings: [{file: gone.csv}]\n${unused}`)).toEqual([]);
});

test("it can itself be silenced", async () => {
  const text = rubric(
    "# encore-ignore unused-ignore: ratings change daily\n  # encore-ignore-file high-entropy: on purpose",
    calm,
  );
  expect((await linted(text)).findings.map(({ check }) => check)).toEqual(["unused-ignore"]);
  const whole = rubric(
    "# encore-ignore-file unused-ignore: ratings change daily\n  # encore-ignore high-entropy: x",
    calm,
  );
  expect((await linted(whole)).findings).toEqual([]);
});
