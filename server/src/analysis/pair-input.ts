/** The pairs of a rubric's preferences, from files and from an overall rating, as one list over one list of items. */

import type { OverallSource } from "../rubric/rubric.ts";
import type { Maybe } from "../statistics/result.ts";
import { isDefined } from "../statistics/result.ts";
import { once } from "../statistics/steps.ts";
import type { Judge, PairTable, Tallies } from "../tallies/tallies.ts";
import type { Counted } from "./count-rules.ts";
import type { Evidence } from "./evidence.ts";
import type { AnalysisInput } from "./input.ts";
import { type ItemMeans, itemMeans, type ScoredBy } from "./item-means.ts";
import { promptInId } from "./rated.ts";
import { type RuleRatings, rateRule } from "./rule-ratings.ts";

/** More pairs than this are refused, not sampled: thousands of responses under one prompt are a missing prompt column. */
export const MOST_PAIRS = 2_000_000;

/** Like PairTable, over all sources; one object for equal sources. */
export interface Pairs {
  readonly items: readonly string[];
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
    if (source.kind === "pairs") {
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
  const pairs = evidence.now("joined pairs", [evidence.same(tables), evidence.same(deciding)], joinTables);
  return pairs.chosen.length === 0 ? { unavailable: "the preferences hold no pair" } : pairs;
}

function joinTables(tables: readonly PairTable[], deciding: ReadonlySet<string>): Pairs {
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
  const items = numbering();
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
    const item = table.items.map(items.number);
    const prompt = table.prompts.map(prompts.number);
    const subset = table.subsets?.names.map(subsets.number);
    for (let p = 0; p < table.chosen.length; p++) {
      joined.chosen[offset + p] = item[table.chosen[p] ?? 0] ?? 0;
      joined.rejected[offset + p] = item[table.rejected[p] ?? 0] ?? 0;
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
  return {
    items: [...items.numbers.keys()],
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
}

function overallPairs({ overall }: OverallSource, counted: Counted, evidence: Evidence): Maybe<PairTable> {
  const id = overall.value;
  const own = counted.rules.find((one) => one.rule.id.value === id);
  const ratings = own?.counts.ratings ?? ratingsOf(id, counted, evidence);
  if (ratings.n === 0) return { unavailable: `no rating file has "${id}", which the preferences name as overall` };
  const prompts = evidence.now("prompts", [counted.tallies], promptsOf);
  const rating = evidence.same({ id, ratings, polarity: own?.rule.polarity?.value, prompts });
  return evidence.of("overall pairs", [rating], (of) => once(() => pairsByOverall(of)));
}

/** Of each two responses of a prompt, the one with the higher overall rating is preferred; equal ones make no pair. */
function pairsByOverall({ id, ratings, polarity, prompts: named }: OverallRating): Maybe<PairTable> {
  const means = itemMeans(ratings, polarity);
  const byPrompt = groupByPrompt(means, named);
  const most = [...byPrompt.values()].reduce((sum, items) => sum + (items.length * (items.length - 1)) / 2, 0);
  if (most > MOST_PAIRS) return { unavailable: `there would be ${most} pairs; name the prompt column with "prompt:"` };
  const chosen: number[] = [];
  const rejected: number[] = [];
  const prompt: number[] = [];
  const prompts = [...byPrompt.keys()];
  prompts.forEach((name, p) => {
    const items = byPrompt.get(name) ?? [];
    for (let a = 0; a < items.length; a++)
      for (let b = a + 1; b < items.length; b++) {
        const first = items[a] ?? 0;
        const second = items[b] ?? 0;
        const difference = (means.means[first] ?? 0) - (means.means[second] ?? 0);
        if (Math.abs(difference) <= 1e-9) continue;
        chosen.push(difference > 0 ? first : second);
        rejected.push(difference > 0 ? second : first);
        prompt.push(p);
      }
  });
  if (chosen.length === 0) return { unavailable: `no prompt has two responses with different "${id}" ratings` };
  return {
    key: "",
    items: means.items,
    chosen: Int32Array.from(chosen),
    rejected: Int32Array.from(rejected),
    prompts,
    prompt: Int32Array.from(prompt),
    subsets: undefined,
    judges: [],
    files: [],
    rows: 0,
    columns: [],
  };
}

/** Of a rated column that the rubric has no rule for, on the rubric's scale. */
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

function groupByPrompt({ items, means }: ItemMeans, named: ReadonlyMap<string, string>): Map<string, number[]> {
  const groups = new Map<string, number[]>();
  items.forEach((item, i) => {
    if (Number.isNaN(means[i])) return;
    const prompt = named.get(item) ?? promptInId(item);
    if (prompt === undefined) return;
    const group = groups.get(prompt);
    if (group) group.push(i);
    else groups.set(prompt, [i]);
  });
  return groups;
}
