import type { NodeName, Relief } from './observation.ts';

/** What an agent keeps between two decisions. Nothing in it has to survive a restart: the writer row does. */
export interface Memory {
  /** When the last decision was made; a longer gap than `stallMs` means that this process itself stood still. */
  readonly decidedAt: number;
  /** No failing is counted from before this: the start, or the end of a stall. */
  readonly watchingSince: number;
  /** The term in which this node is the writer, as far as it is known. */
  readonly term: number | undefined;
  /** When that term was first seen. */
  readonly termSince: number;
  /** The gate stays closed until then, since the former writer could not say that its own is. */
  readonly fencedUntil: number;
  /** The association that this agent made or saw as its own in this term. */
  readonly association: { readonly id: string; readonly at: number; readonly verified: boolean } | undefined;
  /** Associations that are over; an answer that shows one of them is stale. Newest last, bounded. */
  readonly superseded: readonly string[];
  /** Since when the address has been seen away from the writer, or with nobody. */
  readonly strayedSince: number | undefined;
  readonly nobodySince: number | undefined;
  /** Since when there has been a reason to give up the writing. */
  readonly reliefSince: number | undefined;
  readonly relief: Relief | undefined;
  /** Calls to associate that failed in a row, and when the next one may be made. */
  readonly associateFailures: number;
  readonly associateAt: number;
  /** Since when the writing could not be given back or the tables made, for the pause between attempts. */
  readonly writerAt: number;
}

export type Action =
  | { readonly kind: 'open gate' }
  /** `kill`: `now` ends application connections at once, `after grace` leaves them time to finish. */
  | { readonly kind: 'close gate'; readonly kill: 'now' | 'after grace' | 'none' }
  | { readonly kind: 'make tables' }
  /** Makes `to` the writer if the row still has this term; `term` is undefined for the first row ever. */
  | {
      readonly kind: 'change writer';
      readonly to: NodeName;
      readonly term: number | undefined;
      readonly planned: boolean;
      readonly reason: string;
    }
  /** `allowReassociation` false is refused by Amazon when somebody holds the address. */
  | { readonly kind: 'associate'; readonly allowReassociation: boolean }
  | { readonly kind: 'disassociate'; readonly associationId: string };

export type Standing =
  | 'writer'
  | 'standby'
  | 'taking over'
  | 'handing over'
  | 'outside the majority'
  | 'blind'
  | 'starting';

export interface Decision {
  readonly actions: readonly Action[];
  readonly standing: Standing;
  /** One sentence: what is done and why. Free of figures that change at every look, so that it is logged once. */
  readonly sentence: string;
  /** What a person must look at; empty when all is well. */
  readonly alarms: readonly string[];
  readonly memory: Memory;
}
