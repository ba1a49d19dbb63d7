/** Options that several commands have. */
import { InvalidArgumentError, Option } from "commander";

/** The first format is the default. */
export function formatOption(formats: readonly string[]): Option {
  return new Option("--format <format>", "how to print").choices(formats).default(formats[0]);
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

export function temperatureOption(): Option {
  return new Option("--temperature <nats>", "temperature of the weights, for a rubric that names none").argParser(
    (text) => {
      const value = Number(text);
      if (!(value > 0)) throw new InvalidArgumentError("A temperature is a number over 0.");
      return value;
    },
  );
}
