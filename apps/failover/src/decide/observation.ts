/** What one agent sees, as the decision takes it. Times are milliseconds; ages are how long ago, Infinity for never. */

export type NodeName = 'a' | 'b';

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
  /** Whether people ordered the last change; no cool-down follows it. */
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
  /** `none`: nobody has been the writer yet; `no tables`: they are missing; `unknown`: outside the majority. */
  readonly writer: WriterRow | 'none' | 'no tables' | 'unknown';
  /** wsrep_flow_control_active: writes of the whole cluster wait for somebody. */
  readonly isPaused: boolean;
  /** wsrep_flow_control_requested: they wait for this server. */
  readonly pausesOthers: boolean;
  /** Galera has ended in this server, as after an eviction: only a restart brings it back. */
  readonly isGaleraClosed: boolean;
}

export interface SelfObservation {
  /** The last look that succeeded. */
  readonly look: NodeLook | undefined;
  readonly lookAgeMs: number;
  /** Why the last look failed; undefined when it did not. */
  readonly lookError: string | undefined;
  /** Since the begin of the last write of the agent that succeeded. */
  readonly writeAgeMs: number;
  readonly writeError: string | undefined;
  /** Free space of the data volume; undefined when it could not be read. */
  readonly diskFreeMiB: number | undefined;
}

/** What an agent tells its peer, as of the moment of telling. */
export interface PublishedState {
  readonly node: NodeName;
  /** May take over the writing now; else `reason` says why not. */
  readonly isEligible: boolean;
  readonly reason: string;
  /** Since its last write that succeeded; undefined for never. */
  readonly writeAgeMs: number | undefined;
  /** Its writes wait for the other data server. */
  readonly isHeldUp: boolean;
  /** In the majority, by a look that is fresh. */
  readonly isPrimary: boolean;
  readonly peerIsMember: boolean;
  /** Members that it counts. */
  readonly size: number;
  readonly clusterId: string;
  /** `unknown` while MariaDB does not answer. */
  readonly gate: 'open' | 'closed' | 'unknown';
  /** The writer that this agent knows of. */
  readonly writer: { readonly node: NodeName; readonly term: number } | undefined;
  /** Asks to be put out of the cluster: it cannot write, and cannot leave by itself. */
  readonly relief: string | undefined;
  /** A planned switch to this node was ordered here: asks the writer to hand over. */
  readonly asksForWriting: boolean;
  /** Automatic moves are stopped for this much longer; 0 when they are not. */
  readonly holdMs: number;
}

export interface PeerObservation {
  readonly state: PublishedState | undefined;
  /** Since the question of its last answer was sent. */
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
  /** Why the last question was not answered; undefined when it was. */
  readonly trouble: ApiTrouble | undefined;
  /** How the last call to associate ended. */
  readonly outcome: AssociateOutcome | undefined;
}

/** How a call to associate ended; `at` tells one outcome from the next. */
export type AssociateOutcome = { readonly at: number } & (
  { readonly ok: true; readonly associationId: string } | { readonly ok: false; readonly trouble: ApiTrouble }
);

/**
 * `taken`: somebody holds the address already. `refused` and `wrong setting` need a person; the others pass. `unanswered`:
 * the call may have taken effect.
 */
export type ApiTroubleKind = 'taken' | 'throttled' | 'unanswered' | 'refused' | 'wrong setting' | 'failed';

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
  /** 0 to 1, drawn anew for each observation; spreads the pauses between attempts. */
  readonly random: number;
  readonly self: SelfObservation;
  readonly peer: PeerObservation;
  readonly address: AddressObservation;
  readonly orders: Orders;
  /** Actions that have begun and not ended. */
  readonly busy: { readonly database: boolean; readonly address: boolean };
  /** How the last action on the database ended, and how long ago. */
  readonly acted: { readonly ok: boolean; readonly ageMs: number } | undefined;
}
