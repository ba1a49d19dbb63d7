/** The list of weightings, in the order in which they are shown. */
import { type WeightingName, weightingNames } from "../../rubric/weightings.ts";
import { author } from "./author.ts";
import { encore } from "./encore.ts";
import { kelley } from "./kelley.ts";
import { peer } from "./peer.ts";
import { signal } from "./signal.ts";
import { uniform } from "./uniform.ts";
import type { WeightingScheme } from "./weighting-scheme.ts";

const byName: Readonly<Record<WeightingName, WeightingScheme>> = {
  encore,
  signal,
  kelley,
  peer,
  uniform,
  author,
};

export const weightingSchemes: readonly WeightingScheme[] = weightingNames.map((name) => byName[name]);

export function schemeOf(name: WeightingName): WeightingScheme {
  return byName[name];
}
