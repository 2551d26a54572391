import type { Load } from '../shoppers/index.ts';
import type { Proof, Topology } from '../topology.ts';
import type { MeasureName, Measures } from './measures.ts';

/** What a measure may be at most. Each is the median of the runs, except what may not happen in any run. */
export interface Bar {
  readonly measure: MeasureName;
  readonly atMost: number;
}

/** How long a drill looks on, in ms. */
export interface DrillTimes {
  /** Before the fault: what "as usual" means. */
  readonly beforeMs: number;
  /** After the fault, or after it is over: no new trouble may come of it. */
  readonly afterMs: number;
}

export interface DrillContext {
  readonly topology: Topology;
  readonly load: Load;
  readonly times: DrillTimes;
  /** The person at the keyboard ends the rehearsal. */
  readonly signal: AbortSignal;
  /** Writes a line into the drill's story, with what shows that it is so. */
  note(text: string, proof?: Proof): void;
  /** Does what goes wrong and keeps the proof that it did. The first fault of a drill is the moment all is measured from. */
  fault(text: string, act: () => Promise<Proof | readonly Proof[] | undefined>): Promise<number>;
  /** Ends what goes wrong. */
  relief(text: string, act: () => Promise<Proof | readonly Proof[] | undefined>): Promise<number>;
  /** @throws RehearsalStopped when the person at the keyboard ends the rehearsal */
  pause(ms: number): Promise<void>;
  /**
   * Waits until something is so, at most this long.
   * @returns when it was, in ms since 1970; null when it never was
   */
  readonly until: (condition: () => boolean | Promise<boolean>, withinMs: number) => Promise<number | null>;
  /**
   * Waits until a shopper has seen an order paid that was placed after the first fault had taken effect.
   * @returns when the shop took it; another one may have been taken earlier, and be seen paid later. Null when none came
   */
  firstOrderInSpite(withinMs: number): Promise<number | null>;
}

/** One way in which the platform is broken on purpose. */
export interface Drill {
  /** In kebab-case, as it is asked for on the command line. */
  readonly name: string;
  /** What is done, in one sentence. */
  readonly sentence: string;
  readonly bars: readonly Bar[];
  /** Default: the usual ones. */
  readonly load?: { readonly journeysPerSecond: number; readonly pagesPerSecond: number };
  /** Breaks something, looks on, mends it. What all drills measure is measured anyway; what only this one can is given back. */
  readonly run: (context: DrillContext) => Promise<Measures>;
}

/** The person at the keyboard ended the rehearsal. */
export class RehearsalStopped extends Error {
  override readonly name = 'RehearsalStopped';
}
