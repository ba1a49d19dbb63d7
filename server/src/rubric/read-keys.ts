/** Everything of the document but the rules. */
import { nearest } from "./nearest.ts";
import type { Mapping } from "./node.ts";
import { optional } from "./read-rule.ts";
import { scaleField } from "./read-scale.ts";
import { baselinesField, preferencesField, ratingsField, responsesField } from "./read-sources.ts";
import {
  choiceField,
  entryOf,
  field,
  type Keys,
  keysOf,
  mappingAt,
  numberField,
  shown,
  tell,
  tellUnknown,
  textField,
  textsField,
} from "./reader.ts";
import type { Field, Raters, Rubric } from "./rubric.ts";
import {
  encoreSchema,
  estimators,
  keyNames,
  raterChoices,
  raterGroupsSchema,
  rubricSchema,
  ruleSchema,
} from "./schema.ts";
import { weightingNames } from "./weightings.ts";

export type Head = Omit<Rubric, "text" | "style" | "rules" | "rulesKey" | "ignores" | "problems">;

/** Of the author: a place for anchors that rules repeat. Of editors: the schema that a JSON document names. */
const ownKey = /^x-|^\$schema$/;

export function readHead(keys: Keys): Head {
  const ours = { ...keys, entries: new Map([...keys.entries].filter(([name]) => !ownKey.test(name))) };
  tellUnknown(ours, keyNames(rubricSchema), "a rubric", whereElse);
  return {
    ...optional(
      "version",
      numberField(keys, "version", "1, the only version of the format", (value) => value === 1),
    ),
    ...optional("name", textField(keys, "name", "what the rubric is called")),
    ...optional("scale", scaleField(keys)),
    ...optional("missing", textsField(keys, "missing", 'a list of codes, `["-", 99]`')),
    ...optional("ratings", ratingsField(keys)),
    ...optional("raters", ratersField(keys)),
    ...optional("responses", responsesField(keys)),
    ...optional("preferences", preferencesField(keys)),
    ...optional("baselines", baselinesField(keys)),
    ...optional("encore", readEncore(keys)),
  };
}

const raterForms = '`{people: [ann, bob], judges: ["gpt-*"]}` or `anonymous`';

function ratersField(keys: Keys): Field<Raters> | undefined {
  const entry = entryOf(keys, "raters", raterForms);
  if (!entry) return undefined;
  const { node } = entry;
  if (node.kind === "mapping") return field(entry, raterGroups(node, keys));
  if (node.kind === "text" && node.text === "anonymous") return field(entry, { kind: "anonymous" });
  const replacements = node.kind === "text" ? nearest(node.text, ["anonymous"]) : [];
  tell(keys.problems, node.range, `\`raters\` is ${raterForms}; found ${shown(node)}.`, replacements);
  return undefined;
}

function raterGroups(map: Mapping, { problems }: Keys): Raters {
  const groups = keysOf(map, problems);
  tellUnknown(groups, keyNames(raterGroupsSchema), "`raters`");
  const names = (group: string) => textsField(groups, group, "a list of names, `[ann, bob]`")?.value ?? [];
  return { kind: "groups", people: names("people"), judges: names("judges") };
}

function readEncore(keys: Keys): Rubric["encore"] {
  const found = mappingAt(keys, "encore", "`{temperature: 2, limit: 0.85}`");
  if (!found) return undefined;
  const { entry, keys: options } = found;
  tellUnknown(options, keyNames(encoreSchema), "`encore`");
  return {
    key: entry.key,
    range: entry.node.range,
    ...optional(
      "temperature",
      numberField(options, "temperature", "a number over 0, in nats", (value) => value > 0),
    ),
    ...optional("estimator", choiceField(options, "estimator", estimators)),
    ...optional(
      "limit",
      numberField(options, "limit", "a number from 0 to 1", (value) => value >= 0 && value <= 1),
    ),
    ...optional("weighting", choiceField(options, "weighting", weightingNames)),
    ...optional("raters", choiceField(options, "raters", raterChoices)),
    ...optional(
      "epsilon",
      numberField(options, "epsilon", "a number from 0 to 1", (value) => value >= 0 && value <= 1),
    ),
  };
}

function whereElse(name: string): string | undefined {
  if (Object.hasOwn(encoreSchema.shape, name)) return "It belongs under `encore:`.";
  return Object.hasOwn(ruleSchema.shape, name) ? "It belongs to a rule: indent it under one." : undefined;
}
