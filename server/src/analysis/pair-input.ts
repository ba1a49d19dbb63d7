/** The pairs of a rubric's preferences, from files and from an overall rating, as one list over one list of items. */

import type { OverallSource } from "../rubric/rubric.ts";
import type { Maybe } from "../statistics/result.ts";
import { isDefined } from "../statistics/result.ts";
import { once } from "../statistics/steps.ts";
import type { Judge, PairTable, Tallies } from "../tallies/tallies.ts";
import type { Counted } from "./count-rules.ts";
import type { Evidence } from "./evidence.ts";
import type { AnalysisInput } from "./input.ts";
import { itemMeans, type ScoredBy } from "./item-means.ts";
import { type Numbering, promptInId, type RaterNames, ratedBy } from "./rated.ts";
import { type RuleRatings, rateRule } from "./rule-ratings.ts";

/** More pairs than this are refused, not sampled: thousands of responses under one prompt are a missing prompt column. */
const MOST_PAIRS = 2_000_000;

/** Like PairTable, over all sources; one object for equal sources. */
export interface Pairs {
  /** Ids; an item is there once for each rater whose ratings do not count in its pairs. */
  readonly items: readonly string[];
  /** By item: who judges its pairs, and so must not rate them; undefined where nobody is known to. */
  readonly without: readonly (string | undefined)[];
  /** The one rater of all ratings judges the pairs too: they say nothing of the rules beyond that rater's consistency. */
  readonly isSameRater: boolean;
  readonly chosen: Int32Array;
  readonly rejected: Int32Array;
  /** By pair: its prompt's number, -1 for a prompt of its own. */
  readonly prompt: Int32Array;
  readonly subsets: readonly string[];
  /** By pair: index into `subsets`, -1 for none. */
  readonly subset: Int32Array;
  readonly judges: readonly Judge[];
  /** Rule ids that decide the preferences themselves, and so cannot be judged by them. */
  readonly deciding: ReadonlySet<string>;
}

export function collectPairs(input: AnalysisInput, counted: Counted, evidence: Evidence): Maybe<Pairs> {
  const sources = input.rubric.preferences?.value ?? [];
  if (sources.length === 0) return { unavailable: "no preferences are attached" };
  const tables: PairTable[] = [];
  const deciding = new Set<string>();
  let problem = "no preferences could be read";
  sources.forEach((source, at) => {
    const reading = input.preferences[at];
    if (source.kind === "pairs" || source.kind === "clickhouse-pairs") {
      if (reading?.value) tables.push(evidence.same(reading.value, reading.value.key));
      else if (reading?.state === "reading") problem = "the preferences are being read";
      return;
    }
    if (source.kind !== "overall") return;
    const pairs = input.ratings.some(({ state, value }) => state === "reading" && !value)
      ? { unavailable: "the ratings are being read" }
      : overallPairs(source, counted, evidence);
    deciding.add(source.overall.value);
    if (isDefined(pairs)) tables.push(pairs);
    else problem = pairs.unavailable;
  });
  if (tables.length === 0) return { unavailable: problem };
  const pairs = evidence.now(
    "joined pairs",
    [evidence.same(tables), evidence.same(deciding), counted.numbering.raters],
    joinTables,
  );
  return pairs.chosen.length === 0 ? { unavailable: "the preferences hold no pair" } : pairs;
}

function joinTables(tables: readonly PairTable[], deciding: ReadonlySet<string>, raterNames: readonly string[]): Pairs {
  const numbering = () => {
    const numbers = new Map<string, number>();
    const number = (name: string): number => {
      const known = numbers.get(name);
      if (known !== undefined) return known;
      numbers.set(name, numbers.size);
      return numbers.size - 1;
    };
    return { numbers, number };
  };
  // A rater's name comes first, and no name has a line break in it.
  const items = numbering();
  const rating = new Set(raterNames.length > 1 ? raterNames : []);
  const prompts = numbering();
  const subsets = numbering();
  const total = tables.reduce((sum, table) => sum + table.chosen.length, 0);
  const joined = {
    chosen: new Int32Array(total),
    rejected: new Int32Array(total),
    prompt: new Int32Array(total).fill(-1),
    subset: new Int32Array(total).fill(-1),
  };
  const judges = new Map<string, Int8Array>();
  let offset = 0;
  for (const table of tables) {
    const judge = (p: number): string | undefined => {
      const name = table.raters?.names[table.raters.of[p] ?? -1];
      return name !== undefined && rating.has(name) ? name : undefined;
    };
    const item = (i: number, p: number) => items.number(`${judge(p) ?? ""}\n${table.items[i] ?? ""}`);
    const prompt = table.prompts.map(prompts.number);
    const subset = table.subsets?.names.map(subsets.number);
    for (let p = 0; p < table.chosen.length; p++) {
      joined.chosen[offset + p] = item(table.chosen[p] ?? 0, p);
      joined.rejected[offset + p] = item(table.rejected[p] ?? 0, p);
      joined.prompt[offset + p] = prompt[table.prompt[p] ?? -1] ?? -1;
      joined.subset[offset + p] = subset?.[table.subsets?.of[p] ?? -1] ?? -1;
    }
    for (const judge of table.judges) {
      const choice = judges.get(judge.name) ?? new Int8Array(total).fill(2);
      choice.set(judge.choice, offset);
      judges.set(judge.name, choice);
    }
    offset += table.chosen.length;
  }
  const named = [...items.numbers.keys()].map((key) => {
    const at = key.indexOf("\n");
    return { item: key.slice(at + 1), rater: at > 0 ? key.slice(0, at) : undefined };
  });
  const [only, ...others] = raterNames;
  return {
    items: named.map(({ item }) => item),
    without: named.map(({ rater }) => rater),
    isSameRater:
      only !== undefined && others.length === 0 && tables.some((table) => table.raters?.names.includes(only)),
    ...joined,
    subsets: [...subsets.numbers.keys()],
    judges: Array.from(judges, ([name, choice]) => ({ name, choice })),
    deciding,
  };
}

/** What pairs by an overall rating depend on. */
interface OverallRating extends ScoredBy {
  readonly id: string;
  /** By item, where the sources name it. */
  readonly prompts: ReadonlyMap<string, string>;
  readonly numbering: Numbering;
  readonly names: RaterNames;
}

function overallPairs({ overall }: OverallSource, counted: Counted, evidence: Evidence): Maybe<PairTable> {
  const id = overall.value;
  const { numbering, rubric } = counted;
  const own = counted.rules.find((one) => one.rule.id.value === id);
  const ratings = own?.counts.ratings ?? ratingsOf(id, counted, evidence);
  if (ratings.n === 0) return { unavailable: `no rating file has "${id}", which the preferences name as overall` };
  const prompts = evidence.now("prompts", [counted.tallies], promptsOf);
  const polarity = own?.rule.polarity?.value;
  const names = rubric.raters?.value.kind;
  const rating = evidence.same({ id, ratings, polarity, prompts, numbering, names });
  return evidence.of("overall pairs", [rating], (of) => once(() => pairsByOverall(of)));
}

/** What one rater says of the items, or the mean of all raters where they have no names. */
interface Opinion {
  readonly rater: string | undefined;
  readonly items: readonly string[];
  /** By item; the higher the better, NaN for none. */
  readonly scores: Float64Array;
}

/** Of each two responses of a prompt, the one that a rater rates higher is preferred; equal ones make no pair. */
function pairsByOverall(rating: OverallRating): Maybe<PairTable> {
  const opinions = opinionsOf(rating);
  const grouped = opinions.map((opinion) => ({ opinion, prompts: groupByPrompt(opinion, rating.prompts) }));
  const most = grouped.reduce(
    (total, { prompts }) =>
      [...prompts.values()].reduce((sum, items) => sum + (items.length * (items.length - 1)) / 2, total),
    0,
  );
  if (most > MOST_PAIRS) return { unavailable: `there would be ${most} pairs; name the prompt column with "prompt:"` };
  const items = new Map<string, number>();
  const prompts = new Map<string, number>();
  const number = (numbers: Map<string, number>, name: string): number => {
    const known = numbers.get(name) ?? numbers.size;
    numbers.set(name, known);
    return known;
  };
  const pairs: { chosen: number; rejected: number; prompt: number; rater: number }[] = [];
  grouped.forEach(({ opinion: { items: names, scores }, prompts: groups }, rater) => {
    for (const [name, members] of groups)
      for (const [at, first] of members.entries())
        for (const second of members.slice(at + 1)) {
          const difference = (scores[first] ?? 0) - (scores[second] ?? 0);
          if (Math.abs(difference) <= 1e-9) continue;
          const [chosen, rejected] = difference > 0 ? [first, second] : [second, first];
          pairs.push({
            chosen: number(items, names[chosen] ?? ""),
            rejected: number(items, names[rejected] ?? ""),
            prompt: number(prompts, name),
            rater,
          });
        }
  });
  if (pairs.length === 0) return { unavailable: `no prompt has two responses with different "${rating.id}" ratings` };
  const raters = opinions.flatMap(({ rater }) => (rater === undefined ? [] : [rater]));
  return {
    key: "",
    items: [...items.keys()],
    chosen: Int32Array.from(pairs, ({ chosen }) => chosen),
    rejected: Int32Array.from(pairs, ({ rejected }) => rejected),
    prompts: [...prompts.keys()],
    prompt: Int32Array.from(pairs, ({ prompt }) => prompt),
    subsets: undefined,
    raters: raters.length > 0 ? { names: raters, of: Int32Array.from(pairs, ({ rater }) => rater) } : undefined,
    judges: [],
    files: [],
    rows: 0,
    columns: [],
  };
}

function opinionsOf({ ratings, polarity, numbering, names }: OverallRating): readonly Opinion[] {
  const rated = names === "anonymous" ? undefined : ratedBy(ratings, numbering, names);
  if (!rated || !isDefined(rated)) {
    const { items, means } = itemMeans(ratings, polarity);
    return [{ rater: undefined, items, scores: means }];
  }
  const scores = numbering.raters.map(() => new Map<number, number>());
  rated.rater.forEach((rater, r) => {
    const score = rated.score[r] ?? 0;
    scores[rater]?.set(rated.item[r] ?? 0, polarity === "negative" ? 1 - score : score);
  });
  return numbering.raters.map((rater, j) => ({
    rater,
    items: Array.from(scores[j]?.keys() ?? [], (item) => numbering.items[item] ?? ""),
    scores: Float64Array.from(scores[j]?.values() ?? []),
  }));
}

/** Of a rated column that is no rule of the rubric, on the rubric's scale. */
function ratingsOf(id: string, { rubric, index }: Counted, evidence: Evidence): RuleRatings {
  const scale = rubric.scale?.value ?? { unavailable: "no scale" };
  return rateRule({ id, scale, wording: undefined, inline: undefined }, index, evidence).ratings;
}

function promptsOf(tallies: readonly Tallies[]): ReadonlyMap<string, string> {
  const named = new Map<string, string>();
  for (const source of tallies)
    source.items.forEach((item, i) => {
      const prompt = source.prompts?.[i];
      if (prompt !== undefined) named.set(item, prompt);
    });
  return named;
}

function groupByPrompt({ items, scores }: Opinion, named: ReadonlyMap<string, string>): Map<string, number[]> {
  const groups = new Map<string, number[]>();
  items.forEach((item, i) => {
    if (Number.isNaN(scores[i])) return;
    const prompt = named.get(item) ?? promptInId(item);
    if (prompt === undefined) return;
    const group = groups.get(prompt);
    if (group) group.push(i);
    else groups.set(prompt, [i]);
  });
  return groups;
}
