/**
 * The state of the open documents: each -> Rubric (by version); each of its sources -> what was read of it; both ->
 * Analysis -> Findings. Each is derived, none is patched. A keystroke reads no file; a changed file reparses no rubric.
 * Asking for a document derives it and does nothing else; what is new is published in one place, `flush`.
 */
import type { Analysis, Options } from "../analysis/analysis.ts";
import { analyze } from "../analysis/analyze.ts";
import { noEvidence } from "../analysis/evidence.ts";
import type { AnalysisInput, Reading } from "../analysis/input.ts";
import type { Finding } from "../lint/finding.ts";
import { type LintSettings, lint } from "../lint/lint.ts";
import { createParser, parse, type RubricParser } from "../rubric/parse.ts";
import type { Rubric } from "../rubric/rubric.ts";
import type { Results, Source, SourceStore } from "../tallies/source.ts";
import { Background, type Work } from "./background.ts";
import { keepWaiting } from "./kept-findings.ts";
import { Readings } from "./readings.ts";
import { SlicedEvidence } from "./sliced-evidence.ts";
import { noSource, sourcesOf } from "./sources.ts";
import type { Timers } from "./timers.ts";

export interface DocumentSettings {
  readonly options: Partial<Options>;
  readonly checks: LintSettings["checks"];
}

/** What the session needs of the world around it. */
export interface SessionHost {
  readonly timers: Timers;
  storeFor(uri: string): SourceStore;
  settingsFor(uri: string): DocumentSettings;
  /** There are new findings: the text was edited, or else the ratings or the evidence came in. */
  changed(document: OpenDocument, isEdited: boolean): void;
  /** A source is being read; the function it returns is called when that ends. */
  reading(uri: string, source: Source, cancel: () => void): () => void;
  failed(error: unknown): void;
}

export interface OpenDocument {
  readonly uri: string;
  readonly version: number;
  readonly text: string;
  readonly rubric: Rubric;
  readonly analysis: Analysis;
  /** Of this analysis; their fixes fit the text. */
  readonly findings: readonly Finding[];
  /** The same with those of before that wait for evidence, for everything that only shows them. */
  readonly shown: readonly Finding[];
  /** Something is being read or computed, and there will be another analysis of the same text. */
  readonly isBusy: boolean;
}

interface State extends Work {
  readonly uri: string;
  readonly parser: RubricParser;
  readonly evidence: SlicedEvidence;
  readonly readings: Readings;
  version: number;
  text: string;
  /** Undefined from a change of what it is derived from to the next time that it is needed. */
  current: OpenDocument | undefined;
  /** The last `current`. */
  last: OpenDocument | undefined;
  published: OpenDocument | undefined;
}

export class Session {
  private readonly states = new Map<string, State>();
  private readonly scheduled = new Set<State>();
  private readonly host: SessionHost;
  private readonly background: Background;

  constructor(host: SessionHost) {
    this.host = host;
    // The document that was opened last comes first.
    this.background = new Background(host.timers, () => [...this.states.values()].findLast(({ isBusy }) => isBusy));
  }

  open(uri: string, version: number, text: string): void {
    this.close(uri);
    const evidence = new SlicedEvidence();
    const state: State = {
      uri,
      version,
      text,
      parser: createParser(),
      evidence,
      readings: new Readings({
        store: () => this.host.storeFor(uri),
        started: (source, cancel) => this.host.reading(uri, source, cancel),
        finished: () => this.invalidate(state),
        failed: (error) => this.host.failed(error),
      }),
      current: undefined,
      last: undefined,
      published: undefined,
      get isBusy() {
        return evidence.isBusy;
      },
      step: () => evidence.step((error) => this.host.failed(error)),
      refresh: () => {
        state.current = undefined;
        this.flush(state);
      },
    };
    this.states.set(uri, state);
    this.invalidate(state);
  }

  change(uri: string, version: number, text: string): void {
    const state = this.states.get(uri);
    if (!state) return;
    this.background.noteUse();
    Object.assign(state, { version, text });
    this.invalidate(state);
  }

  close(uri: string): void {
    const state = this.states.get(uri);
    if (!state) return;
    state.readings.dispose();
    this.states.delete(uri);
    this.scheduled.delete(state);
  }

  /** The document as it is now; derived now if an edit is waiting for that. */
  get(uri: string): OpenDocument | undefined {
    this.background.noteUse();
    const state = this.states.get(uri);
    return state && this.derive(state);
  }

  get uris(): readonly string[] {
    return [...this.states.keys()];
  }

  /** Documents with the sources that they name. */
  get sources(): readonly (readonly [uri: string, source: Source])[] {
    return Array.from(this.states.values(), ({ uri, readings }) =>
      readings.sources.map((source) => [uri, source] as const),
    ).flat();
  }

  /** Another text over the same ratings, with what evidence needs no waiting. */
  analyzeText(uri: string, text: string): Analysis | undefined {
    const state = this.states.get(uri);
    if (!state) return undefined;
    const rubric = parse(text);
    const { options } = this.host.settingsFor(uri);
    const readings = readingsOf(rubric, (source) => state.readings.known(source));
    return analyze({ rubric, settings: options, ...readings }, noEvidence);
  }

  /** Settings or trust changed: everything of these documents is derived again, and every source is read again. */
  reset(uris: readonly string[] = this.uris): void {
    for (const uri of uris) {
      const state = this.states.get(uri);
      if (!state) continue;
      state.readings.markStale(() => true);
      this.invalidate(state);
    }
  }

  /** Sources changed, came or went: they are read again, and until then the old ratings count. */
  sourcesChanged(dependsOnChange: (uri: string, source: Source) => boolean): void {
    for (const state of this.states.values())
      if (state.readings.markStale((source) => dependsOnChange(state.uri, source))) this.invalidate(state);
  }

  dispose(): void {
    for (const uri of this.uris) this.close(uri);
  }

  /** Messages that wait in the same turn are taken together; nothing waits for a clock. */
  private invalidate(state: State): void {
    state.current = undefined;
    this.scheduled.add(state);
    this.host.timers.soon(() => {
      if (this.scheduled.delete(state)) this.flush(state);
    });
  }

  /** Publishes the document as it is now. What throws here is a bug; the next change finds the server alive. */
  private flush(state: State): void {
    if (this.states.get(state.uri) !== state) return;
    try {
      const document = this.derive(state);
      if (document === state.published) return;
      const isEdited = state.published?.version !== document.version;
      state.published = document;
      this.host.changed(document, isEdited);
    } catch (error) {
      this.host.failed(error);
    }
  }

  private derive(state: State): OpenDocument {
    if (state.current) return state.current;
    const { uri, version, text, evidence, readings } = state;
    const rubric = state.parser.parse(text);
    const { options, checks } = this.host.settingsFor(uri);
    readings.begin();
    const sources = readingsOf(rubric, (source) => readings.of(source));
    readings.end();
    evidence.begin();
    const analysis = analyze({ rubric, settings: options, ...sources }, evidence);
    evidence.end();
    const findings = lint(analysis, { checks });
    const before = state.last && { text: state.last.text, findings: state.last.shown };
    const shown = before && evidence.isBusy ? keepWaiting(before, { text, findings }, analysis) : findings;
    const isBusy = evidence.isBusy || readings.isReading;
    state.current = { uri, version, text, rubric, analysis, findings, shown, isBusy };
    state.last = state.current;
    if (evidence.isBusy) this.background.start();
    return state.current;
  }
}

function readingsOf(
  rubric: Rubric,
  read: <Want extends keyof Results>(source: Source<Want>) => Reading<Results[Want]>,
): Pick<AnalysisInput, "ratings" | "preferences" | "baselines"> {
  const { ratings, preferences, baselines } = sourcesOf(rubric);
  return {
    ratings: ratings.map(read),
    preferences: preferences.map((source) => (source ? read(source) : noSource)),
    baselines: baselines.map(read),
  };
}
