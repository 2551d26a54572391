import type { NodeName } from './observation.ts';

/** What an agent keeps between two decisions. Nothing of it has to survive a restart: the writer row does. */
export interface Memory {
  /** When the last decision was made; a longer gap than `stallMs` means that this process itself stood still. */
  readonly decidedAt: number;
  /** Nothing is counted as failing from before this: the start, or the end of a stall. */
  readonly watchingSince: number;
  /** The writer row's last known owner and term. */
  readonly writer:
    | { readonly node: NodeName; readonly term: number; readonly clusterId: string; readonly since: number }
    | undefined;
  /**
   * The term in which the gate may open: one that began while this node was inside and watched. In any other one a change of
   * the row, begun by either agent and given up, may still be on its way in a server: the node first claims a term anew.
   */
  readonly openTerm: number | undefined;
  /** The association of this node in this term, made or seen; `verified` once DescribeAddresses has shown it. */
  readonly association: { readonly id: string; readonly at: number; readonly verified: boolean } | undefined;
  /** The newest association that DescribeAddresses has shown, whoever had it. */
  readonly shown: string | undefined;
  /** Associations that are over: an answer that shows one of them is stale. Newest last, bounded. */
  readonly superseded: readonly string[];
  /** The outcome of the last associate call that has been dealt with. */
  readonly outcomeAt: number;
  readonly associateFailures: number;
  /** No call to associate before this. */
  readonly associateAt: number;
  /** Since when the address, once held in this term, has been seen elsewhere. */
  readonly strayedSince: number | undefined;
  /** Since when there has been nobody to be the writer. */
  readonly vacantSince: number | undefined;
  /** Since when the peer has asked to be put out of the cluster. */
  readonly peerAskingSince: number | undefined;
  /** Since when there has been a reason to hand over, and it is not done. */
  readonly handingOverSince: number | undefined;
  /** When this node left the cluster of itself. */
  readonly leftAt: number | undefined;
  /** Since when the node has been outside the majority. */
  readonly outsideSince: number | undefined;
}

export type Action =
  | { readonly kind: 'open gate' }
  /** With `drain`, application connections have a moment to finish before they are ended. */
  | { readonly kind: 'close gate'; readonly drain: boolean }
  | { readonly kind: 'make tables' }
  /** Makes `to` the writer if the row still has this term; undefined for the first row ever. */
  | {
      readonly kind: 'change writer';
      readonly to: NodeName;
      readonly term: number | undefined;
      readonly planned: boolean;
      readonly reason: string;
    }
  /** Takes this node out of the cluster, so that it neither counts nor holds up the others. */
  | { readonly kind: 'leave cluster' }
  | { readonly kind: 'rejoin cluster' }
  /** Puts the other data server out of the cluster; its MariaDB comes back only by a restart. */
  | { readonly kind: 'evict peer' }
  | { readonly kind: 'request restart' }
  /** With `allowReassociation` false Amazon refuses when somebody holds the address. */
  | { readonly kind: 'associate'; readonly allowReassociation: boolean };

export type ActionKind = Action['kind'];

export type Standing =
  | 'starting'
  | 'blind'
  | 'outside the majority'
  | 'writer'
  | 'standby'
  | 'taking over'
  | 'handing over'
  | 'leaving';

export type Eligibility = { readonly ok: true } | { readonly ok: false; readonly reason: string };

export interface Decision {
  readonly actions: readonly Action[];
  readonly standing: Standing;
  /** What is done and why; free of figures that change at every look, so that it is logged once. */
  readonly sentence: string;
  /** What a person must look at; empty when all is well. */
  readonly alarms: readonly string[];
  /** Whether this node may take over the writing now, and why not. */
  readonly eligibility: Eligibility;
  /** Asks the peer to put this node out of the cluster, and why. */
  readonly relief: string | undefined;
  readonly memory: Memory;
}
