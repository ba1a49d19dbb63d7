/**
 * Every SQL text for DuckDB is in this folder. Names of files and keys of JSON objects go in as parameters, names of
 * columns only through `identifier`; behind the first table everything has a name of our own, so no later text holds a
 * user's.
 */

export interface Query {
  readonly text: string;
  readonly parameters: readonly string[];
}

export function plain(text: string): Query {
  return { text, parameters: [] };
}

/** The query that `write` writes; `bind` makes a value a parameter of it and gives its placeholder. */
export function bound(write: (bind: (value: string) => string) => string): Query {
  const parameters: string[] = [];
  const text = write((value) => `$${parameters.push(value)}`);
  return { text, parameters };
}

export function identifier(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

export function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

/** The files that may be opened, then the doors shut, then the key thrown away. The order matters. */
export function lockDown(files: readonly string[]): readonly Query[] {
  return [
    plain(`SET allowed_paths = [${files.map(literal).join(", ")}]`),
    plain("SET enable_external_access = false"),
    plain("SET lock_configuration = true"),
  ];
}
