/** Options that several commands have. */
import { InvalidArgumentError, Option } from "commander";
import { checks } from "../lint/registry.ts";
import { nearest } from "../rubric/nearest.ts";

/** An option with a fixed list of values; a typo is answered with the nearest one. */
export function choiceOption(flags: string, description: string, choices: readonly string[]): Option {
  const option = new Option(flags, `${description} (${choices.join(", ")})`);
  option.argChoices = [...choices];
  return option.argParser((value) => {
    if (choices.includes(value)) return value;
    const [near] = nearest(value, choices);
    throw new InvalidArgumentError(near === undefined ? `One of: ${choices.join(", ")}.` : `Did you mean ${near}?`);
  });
}

/** The first format is the default. */
export function formatOption(formats: readonly string[]): Option {
  return choiceOption("--format <format>", "how to print", formats).default(formats[0]);
}

export function allowOption(): Option {
  const collect = (folder: string, before: string[]) => [...before, folder];
  return new Option(
    "--allow <folder>",
    "a further folder whose rating files may be read; repeatable (by default: the rubric's folder and the present one)",
  )
    .argParser(collect)
    .default([], "none");
}

export function colorOption(): Option {
  return choiceOption("--color <when>", "colours", ["auto", "always", "never"]).default("auto");
}

export function temperatureOption(): Option {
  return new Option("--temperature <nats>", "temperature of the weights, for a rubric that names none").argParser(
    (text) => {
      const value = Number(text);
      if (!(value > 0)) throw new InvalidArgumentError("A temperature is a number over 0.");
      return value;
    },
  );
}

/** Names of checks with commas between; repeatable. */
export function checksOption(flags: string, description: string): Option {
  return new Option(flags, description).argParser((text: string, before: readonly string[] = []) => {
    const names = text.split(",").map((name) => name.trim());
    for (const name of names) if (!isCheck(name)) throw new InvalidArgumentError(noCheck(name));
    return [...before, ...names];
  });
}

export function isCheck(name: string): boolean {
  return checks.some(({ code }) => code === name);
}

export function noCheck(name: string): string {
  const [near] = nearest(
    name,
    checks.map(({ code }) => code),
  );
  const help = near === undefined ? "encore explain lists them all." : `Did you mean ${near}?`;
  return `There is no check "${name}". ${help}`;
}
