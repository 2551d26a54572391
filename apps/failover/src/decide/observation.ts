/** What one agent sees, as the decision takes it. Times are milliseconds; ages are how long ago, Infinity for never. */

export type NodeName = 'a' | 'b';

/** The names of the two data servers. */
export const nodeNames: readonly NodeName[] = ['a', 'b'];

/** The other data server. */
export const otherNode = (node: NodeName): NodeName => (node === 'a' ? 'b' : 'a');

/**
 * Who may open its gate to application writes: one row of a replicated table, changed only by a compare-and-swap on its
 * term. The cluster's quorum decides who wins.
 */
export interface WriterRow {
  readonly node: NodeName;
  readonly term: number;
  /** How long the row has stood, by the database's clock. */
  readonly ageMs: number;
  /** Whether the last change was a planned one, after which no cool-down runs. */
  readonly planned: boolean;
}

/** One look at the local MariaDB, complete or not at all. */
export interface NodeLook {
  /** wsrep_ready */
  readonly isReady: boolean;
  /** wsrep_cluster_status is Primary */
  readonly isPrimary: boolean;
  /** wsrep_local_state is 4 */
  readonly isSynced: boolean;
  /** wsrep_local_state_comment, for people. */
  readonly stateName: string;
  /** wsrep_cluster_size, the witness included. */
  readonly size: number;
  /** wsrep_incoming_addresses names the other data server. */
  readonly peerIsMember: boolean;
  /** wsrep_cluster_state_uuid */
  readonly clusterId: string;
  /** The gate is open while the server is not read-only. */
  readonly isGateOpen: boolean;
  /** `none`: the tables are there, nobody has been the writer yet; `no tables`: they are missing; unknown outside the majority. */
  readonly writer: WriterRow | 'none' | 'no tables' | 'unknown';
  /** wsrep_flow_control_paused_ns since the look before, as a part of the time, 0 to 1. */
  readonly flowControl: number;
}

export interface SelfObservation {
  /** The last look that succeeded. */
  readonly look: NodeLook | undefined;
  readonly lookAgeMs: number;
  /** Why the last look failed; undefined when it did not. */
  readonly lookError: string | undefined;
  /** Since the last write of the probe that succeeded. */
  readonly writeAgeMs: number;
  readonly writeError: string | undefined;
  /** Free space of the data volume; undefined when it could not be read. */
  readonly diskFreeMiB: number | undefined;
}

/** What an agent tells its peer, and what a person reads of it. Ages as of the moment of telling. */
export interface PublishedState {
  readonly node: NodeName;
  readonly networkInterfaceId: string;
  /** May take over the writing now; else `reason` says why not. */
  readonly isEligible: boolean;
  readonly reason: string;
  /** Primary and Synced in a look younger than the freshness limit. */
  readonly isPrimary: boolean;
  readonly peerIsMember: boolean;
  readonly clusterId: string;
  /** `unknown` while MariaDB does not answer. */
  readonly gate: 'open' | 'closed' | 'unknown';
  /** Asks the peer to take over the writing. */
  readonly relief: Relief | undefined;
  /** Asks the peer, which is the writer, to hand over: a planned switch was ordered here. */
  readonly asksForWriting: boolean;
  /** Automatic moves are stopped for this much longer; 0 when they are not. */
  readonly holdMs: number;
}

export interface Relief {
  readonly planned: boolean;
  readonly reason: string;
}

export interface PeerObservation {
  readonly state: PublishedState | undefined;
  readonly ageMs: number;
}

export type Holder = 'self' | 'peer' | 'nobody' | 'other';

/** Who holds the address by the last answer of DescribeAddresses. */
export interface AddressLook {
  readonly holder: Holder;
  /** eipassoc-…; undefined when nobody holds it. */
  readonly associationId: string | undefined;
  /** The interface that holds it, for people. */
  readonly interfaceId: string | undefined;
}

export interface AddressObservation {
  readonly look: AddressLook | undefined;
  /** Since the question of that answer was sent. */
  readonly ageMs: number;
  /** Why Amazon's API does not serve; undefined when its last answer was good. */
  readonly trouble: ApiTrouble | undefined;
}

export type ApiTroubleKind = 'throttled' | 'refused' | 'unreachable' | 'taken' | 'wrong setting' | 'failed';

export interface ApiTrouble {
  readonly kind: ApiTroubleKind;
  /** One sentence with what to do. */
  readonly sentence: string;
}

/** What a person has ordered of this agent. */
export interface Orders {
  /** A planned switch to this node, not yet done or given up. */
  readonly switchTo: NodeName | undefined;
  readonly holdMs: number;
}

export interface Observation {
  /** Milliseconds on a clock that never goes back. */
  readonly now: number;
  readonly self: SelfObservation;
  readonly peer: PeerObservation;
  readonly address: AddressObservation;
  readonly orders: Orders;
  /** Actions that have begun and not ended. */
  readonly busy: { readonly gate: boolean; readonly writer: boolean; readonly address: boolean };
}
