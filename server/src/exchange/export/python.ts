/** A Python module with the reward as a pure function; the standard library alone. */
import { type Exporter, headline } from "./exported.ts";
import { rulesData } from "./rules-data.ts";

export const python: Exporter = {
  name: "python",
  // The rules are JSON in a string of ASCII, so no text of a rubric is ever code.
  text: (weights) => `"""${headline(weights)
    .replace(/[\\"]/g, " ")
    .replace(/[^\x20-\x7e]/g, "?")}."""

import json
import math

_RULES = json.loads(
    ${JSON.stringify(JSON.stringify(JSON.parse(rulesData(weights)))).replace(/[\u007f-\uffff]/g, asEscapedEscape)}
)


def reward(ratings):
    """Return the reward of one response, in [0, 1].

    The weighted mean, over the rules that rate it, of their mean ratings on
    [0, 1]. 0.0 where more than half of its ratings under a gate are worse than
    the gate; None where no rule with a weight rates it. \`ratings\`: by rule id,
    a rating (a number of the scale, or a word that it names) or the ratings of
    several raters; None for a missing one.
    """
    total = 0.0
    weights = 0.0
    failed = False
    for rule in _RULES:
        values = _numbers(rule, ratings.get(rule["id"]))
        if not values:
            continue
        if rule["gate"] is not None:
            gate = rule["gate"]
            worse = sum(1 for value in values if (value > gate if rule["negative"] else value < gate))
            failed = failed or worse > len(values) / 2
            continue
        mean = sum(values) / len(values)
        low, high = rule["min"], rule["max"]
        unit = (mean - low) / (high - low) if high > low else 0.5
        total += rule["weight"] * (1 - unit if rule["negative"] else unit)
        weights += rule["weight"]
    if failed:
        return 0.0
    return total / weights if weights > 0 else None


def _numbers(rule, given):
    values = []
    for rating in given if isinstance(given, (list, tuple)) else [given]:
        if rating is None or rating == "":
            continue
        word = str(rating).strip().lower()
        value = float(rule["words"][word] if word in rule["words"] else word)
        if not math.isfinite(value):
            raise ValueError(f"{rule['id']}: {rating!r} is not on its scale")
        values.append(value)
    return values
`,
};

/** In a string that holds JSON: the JSON's own escape, with its backslash escaped once more. */
function asEscapedEscape(unit: string): string {
  return `\\\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`;
}
