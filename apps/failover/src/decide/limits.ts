import type { NodeName } from './observation.ts';

/** What the decision needs of the settings. All in milliseconds unless said otherwise. */
export interface Limits {
  readonly node: NodeName;
  /** A look older than this is none. */
  readonly lookFreshMs: number;
  /** An answer of the peer older than this is none. */
  readonly peerFreshMs: number;
  /** A write that succeeded longer ago proves no majority any more. */
  readonly proofMs: number;
  /** A node without a successful write for so long cannot write. */
  readonly writeFailMs: number;
  /** A data volume with less free space, in MiB, counts as full. */
  readonly minFreeMiB: number;
  /** At first, the node that is not preferred waits so long for the other one. */
  readonly orderMs: number;
  /** The peer puts a node that asks for relief out of the cluster after this. */
  readonly reliefMs: number;
  /** A hand-over whose gate does not close in this time becomes a leave. */
  readonly closeMs: number;
  /** After a move no other is made so soon for a soft reason. */
  readonly coolDownMs: number;
  /** An address that was moved by somebody else is followed after this. */
  readonly followMs: number;
  /** An association that DescribeAddresses does not show within this is made again. */
  readonly verifyMs: number;
  /** A writer that cannot bring the address to itself for so long gives the writing back to where the address is. */
  readonly giveBackMs: number;
  /** A node that is well tries to come back into the cluster so long after it left. */
  readonly rejoinMs: number;
  /** After an action on the database that failed; calls to associate pause for multiples of it. */
  readonly pauseMs: number;
  /** A longer gap between two decisions means that the agent itself stood still. */
  readonly stallMs: number;
}
