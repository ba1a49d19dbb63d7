/** The formats of `encore weights`, the default first. */
import { csv, json, yaml } from "./data.ts";
import type { Exporter } from "./exported.ts";
import { points, promptfoo, verifiers } from "./frameworks.ts";
import { python } from "./python.ts";
import { typescript } from "./typescript.ts";

export const exporters: readonly Exporter[] = [json, csv, yaml, python, typescript, promptfoo, verifiers, points];
