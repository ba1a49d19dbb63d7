/**
 * The one place that holds state. Each open document -> Rubric (by version); each rating source -> what was read of it
 * (by request, in a store that keeps it by path, size and time of change); both -> Analysis -> Findings. Each is
 * derived, none is patched. A keystroke reads no file; a changed file reparses no rubric.
 */

import type { Analysis, Options } from "../analysis/analysis.ts";
import { analyze } from "../analysis/analyze.ts";
import { noEvidence } from "../analysis/evidence.ts";
import { notRead, type Reading } from "../analysis/input.ts";
import { pairRequest, scoreRequest, tallyRequest } from "../analysis/requests.ts";
import type { Finding } from "../lint/finding.ts";
import { lint } from "../lint/lint.ts";
import { createParser, parse, type RubricParser } from "../rubric/parse.ts";
import type { Rubric } from "../rubric/rubric.ts";
import type { RatingStore, Read } from "../tallies/store.ts";
import type { PairTable, ScoreTable, Tallies } from "../tallies/tallies.ts";
import { noFile, readingOf, unsupported } from "./read-sources.ts";
import { SlicedEvidence } from "./sliced-evidence.ts";

/** How long the background works before it looks up, in milliseconds: below what a person notices in a hover. */
const SLICE = 1;
/** After an edit or a request others follow at once: the background rests as long, in milliseconds. */
const REST = 30;
/** While evidence comes in, how often the document is analysed anew, in milliseconds. */
const REFRESH = 250;

export interface DocumentSettings {
  readonly options: Partial<Options>;
  readonly checks: Parameters<typeof lint>[1]["checks"];
}

/** What the session needs of the world around it. */
export interface SessionHost {
  storeFor(uri: string): RatingStore;
  settingsFor(uri: string): DocumentSettings;
  /** There are new findings: the text was edited, or else the ratings or the evidence came in. */
  changed(document: OpenDocument, isEdited: boolean): void;
  /** A source is being read; the function it returns is called when that ends. */
  reading(uri: string, file: string, cancel: () => void): () => void;
  failed(error: unknown): void;
}

export interface OpenDocument {
  readonly uri: string;
  readonly version: number;
  readonly text: string;
  readonly rubric: Rubric;
  readonly analysis: Analysis;
  readonly findings: readonly Finding[];
  readonly isBusy: boolean;
}

interface State {
  uri: string;
  version: number;
  text: string;
  parser: RubricParser;
  evidence: SlicedEvidence;
  /** By request: what was read. */
  readings: Map<string, Reading<unknown>>;
  /** Readings under way, by request. */
  underWay: Map<string, AbortController>;
  /** The version that was last told of. */
  told: number | undefined;
  /** Undefined until the first analysis, and from an edit to the next analysis. */
  current: OpenDocument | undefined;
}

export class Session {
  private readonly states = new Map<string, State>();
  private readonly scheduled = new Set<State>();
  private readonly host: SessionHost;
  private isWorking = false;
  /** When the author last edited or asked something. */
  private lastUse = 0;

  constructor(host: SessionHost) {
    this.host = host;
  }

  open(uri: string, version: number, text: string): void {
    this.close(uri);
    const state: State = {
      uri,
      version,
      text,
      parser: createParser(),
      evidence: new SlicedEvidence(),
      readings: new Map(),
      underWay: new Map(),
      told: undefined,
      current: undefined,
    };
    this.states.set(uri, state);
    this.schedule(state);
  }

  change(uri: string, version: number, text: string): void {
    const state = this.states.get(uri);
    if (!state) return;
    this.lastUse = performance.now();
    Object.assign(state, { version, text, current: undefined });
    this.schedule(state);
  }

  close(uri: string): void {
    const state = this.states.get(uri);
    if (!state) return;
    for (const controller of state.underWay.values()) controller.abort();
    this.states.delete(uri);
    this.scheduled.delete(state);
  }

  /** The document as it stands; analysed now if an edit is waiting for it. */
  get(uri: string): OpenDocument | undefined {
    this.lastUse = performance.now();
    const state = this.states.get(uri);
    return state && (state.current ?? this.analyze(state));
  }

  get uris(): readonly string[] {
    return [...this.states.keys()];
  }

  /** Documents with the files that they name, as they name them. */
  get files(): readonly (readonly [uri: string, file: string])[] {
    return [...this.states.values()].flatMap(({ uri, readings, underWay }) =>
      [...new Set([...readings.keys(), ...underWay.keys()].map(fileOf))].map((file) => [uri, file] as const),
    );
  }

  /** Another text over the same ratings, with what evidence needs no waiting. */
  analyzeText(uri: string, text: string): Analysis | undefined {
    const state = this.states.get(uri);
    if (!state) return undefined;
    const rubric = parse(text);
    const { options } = this.host.settingsFor(uri);
    const reading = <Request extends { file: string }, T>(kind: string, request: Request | undefined) =>
      ((request && state.readings.get(keyOf(kind, request))) ?? notRead) as Reading<T>;
    return analyze(
      {
        rubric,
        settings: options,
        ratings: (rubric.ratings?.value ?? []).map((source) => reading("ratings", tallyRequest(source, rubric))),
        preferences: (rubric.preferences?.value ?? []).map((source) => reading("pairs", pairRequest(source))),
        baselines: (rubric.baselines?.value ?? []).map((baseline) => reading("scores", scoreRequest(baseline))),
      },
      noEvidence,
    );
  }

  /** Settings or trust changed: everything of these documents is derived again. */
  reset(uris: readonly string[] = this.uris): void {
    for (const uri of uris) {
      const state = this.states.get(uri);
      if (!state) continue;
      this.forget(state, () => true);
      state.current = undefined;
      this.schedule(state);
    }
  }

  /** Rating files changed, came or went: what depends on them is read again, meanwhile the old ratings stand. */
  filesChanged(dependsOnThem: (uri: string, file: string) => boolean): void {
    for (const state of this.states.values()) {
      const concerns = (key: string) => dependsOnThem(state.uri, fileOf(key));
      if (![...state.readings.keys()].some(concerns)) continue;
      for (const [key, reading] of state.readings)
        if (concerns(key)) state.readings.set(key, { ...reading, state: "reading" });
      for (const [key, controller] of state.underWay) if (concerns(key)) controller.abort();
      state.current = undefined;
      this.schedule(state);
    }
  }

  dispose(): void {
    for (const uri of this.uris) this.close(uri);
  }

  private forget(state: State, concerns: (key: string) => boolean): void {
    for (const [key, controller] of state.underWay) if (concerns(key)) controller.abort();
    for (const key of [...state.readings.keys()]) if (concerns(key)) state.readings.delete(key);
  }

  /** Messages that wait in the same turn are taken together; nothing waits for a clock. */
  private schedule(state: State): void {
    this.scheduled.add(state);
    setImmediate(() => {
      if (!this.scheduled.delete(state) || this.states.get(state.uri) !== state || state.current) return;
      this.guard(() => this.analyze(state));
    });
  }

  private analyze(state: State): OpenDocument {
    const { uri, version, text, evidence } = state;
    const rubric = state.parser.parse(text);
    const { options, checks } = this.host.settingsFor(uri);
    const sources = this.sourcesOf(state, rubric);
    evidence.begin();
    const analysis = analyze({ rubric, settings: options, ...sources }, evidence);
    evidence.end();
    const findings = lint(analysis, { checks });
    const isBusy = evidence.isBusy || state.underWay.size > 0;
    state.current = { uri, version, text, rubric, analysis, findings, isBusy };
    this.host.changed(state.current, state.told !== version);
    state.told = version;
    if (evidence.isBusy) this.work();
    return state.current;
  }

  private sourcesOf(state: State, rubric: Rubric) {
    const store = this.host.storeFor(state.uri);
    const wanted = new Set<string>();
    const read = <Request extends { file: string }, T>(
      kind: string,
      request: Request | undefined,
      from: (request: Request, signal?: AbortSignal) => Promise<Read<T>>,
      otherwise: Reading<T> = noFile,
    ): Reading<T> => {
      if (!request) return otherwise;
      const key = keyOf(kind, request);
      wanted.add(key);
      const known = state.readings.get(key) as Reading<T> | undefined;
      if ((!known || known.state === "reading") && !this.isUnderWay(state, key))
        this.startReading(state, key, request.file, (signal) => from(request, signal));
      return known ?? notRead;
    };
    const result = {
      ratings: (rubric.ratings?.value ?? []).map((source) =>
        read<NonNullable<ReturnType<typeof tallyRequest>>, Tallies>(
          "ratings",
          tallyRequest(source, rubric),
          store.tally,
          unsupported,
        ),
      ),
      preferences: (rubric.preferences?.value ?? []).map((source) =>
        read<NonNullable<ReturnType<typeof pairRequest>>, PairTable>("pairs", pairRequest(source), store.pairs),
      ),
      baselines: (rubric.baselines?.value ?? []).map((baseline) =>
        read<ReturnType<typeof scoreRequest>, ScoreTable>("scores", scoreRequest(baseline), store.scores),
      ),
    };
    this.forget(state, (key) => !wanted.has(key));
    return result;
  }

  private isUnderWay(state: State, key: string): boolean {
    const controller = state.underWay.get(key);
    return controller !== undefined && !controller.signal.aborted;
  }

  private startReading<T>(
    state: State,
    key: string,
    file: string,
    read: (signal: AbortSignal) => Promise<Read<T>>,
  ): void {
    const controller = new AbortController();
    state.underWay.set(key, controller);
    let wasCancelled = false;
    const cancel = () => {
      wasCancelled = true;
      controller.abort();
    };
    const done = this.host.reading(state.uri, file, cancel);
    read(controller.signal)
      .then(
        (result): Reading<unknown> | undefined => (controller.signal.aborted ? undefined : readingOf(result)),
        (error: unknown): Reading<unknown> | undefined => {
          if (wasCancelled) return cancelled;
          if (controller.signal.aborted) return undefined;
          this.host.failed(error);
          return crashed(file);
        },
      )
      .then((reading) => {
        done();
        if (state.underWay.get(key) === controller) state.underWay.delete(key);
        if (!reading || this.states.get(state.uri) !== state) return;
        state.readings.set(key, reading);
        state.current = undefined;
        this.schedule(state);
      });
  }

  /** Computes evidence in slices, the document that was analysed last first, until nothing is pending. */
  private work(): void {
    if (this.isWorking) return;
    this.isWorking = true;
    const refreshed = new Map<State, number>();
    const turn = () => {
      const state = [...this.states.values()].findLast((candidate) => candidate.evidence.isBusy);
      if (!state) {
        this.isWorking = false;
        return;
      }
      const started = performance.now();
      if (started - this.lastUse < REST) {
        setTimeout(turn, REST);
        return;
      }
      while (state.evidence.isBusy && performance.now() - started < SLICE) state.evidence.step(this.host.failed);
      const last = refreshed.get(state) ?? started;
      refreshed.set(state, last);
      if (!state.evidence.isBusy || started - last > REFRESH) {
        refreshed.set(state, performance.now());
        this.guard(() => this.analyze(state));
      }
      setImmediate(turn);
    };
    setImmediate(turn);
  }

  private guard(run: () => void): void {
    try {
      run();
    } catch (error) {
      this.host.failed(error);
    }
  }
}

function keyOf(kind: string, request: { readonly file: string }): string {
  return JSON.stringify([request.file, kind, request]);
}

function fileOf(key: string): string {
  const [file]: [string] = JSON.parse(key);
  return file;
}

const cancelled: Reading<never> = {
  state: "failed",
  value: undefined,
  problems: [
    {
      code: "unreadable",
      field: "file",
      message: "Reading was cancelled. Save the file again, or restart the server, to read it.",
    },
  ],
};

function crashed(file: string): Reading<never> {
  const message = `${file} could not be read: the reader failed unexpectedly. The log says why; please report it.`;
  return { state: "failed", value: undefined, problems: [{ code: "unreadable", field: "file", message }] };
}
