import type { Memory } from '../decide/decision.ts';
import type { AddressLook, AssociateOutcome, PublishedState } from '../decide/observation.ts';
import type { Limits } from '../decide/limits.ts';

/**
 * A small world in which two real agents decide: MariaDB, Galera's views, the tunnel and Amazon's API are reduced to what
 * matters for who may write. Time passes in rounds; in each, both agents have one turn, in either order.
 */

export type Server = 'a' | 'b';
export type Member = Server | 'c';
export const serverNames: readonly Server[] = ['a', 'b'];
export const peerOf = (server: Server): Server => (server === 'a' ? 'b' : 'a');

export interface ServerState {
  /** `closed`: evicted, only a restart helps. */
  database: 'up' | 'dead' | 'frozen' | 'closed';
  /** Its commits hang and with them its view of the cluster; the group waits for it as long as it is a member. */
  diskFull: boolean;
  /** It has left the group of itself. */
  isolated: boolean;
  gate: boolean;
  /** What it believes of the cluster: a member of the majority or not, and with whom. */
  view: { primary: boolean; peer: boolean; size: number };
  /** Rounds for which it has run and not reached the majority; it notices after `suspectRounds`. */
  unheardFor: number;
  /** Rounds since it has noticed that it is outside; a node is back no sooner than one round after. */
  outsideFor: number;
  /** Its agent has had a turn since then. */
  seenOutside: boolean;
  /** Its copy of the writer row. */
  row: { node: Server; term: number; since: number; planned: boolean } | undefined;
  agent: 'up' | 'dead' | 'frozen';
  memory: Memory;
  wroteAt: number;
  outcome: AssociateOutcome | undefined;
  seen: { look: AddressLook; at: number } | undefined;
  said: PublishedState | undefined;
  saidAt: number;
  heard: { state: PublishedState; at: number } | undefined;
  actedAt: { ok: boolean; at: number } | undefined;
}

export interface Call {
  readonly from: Server;
  readonly reassociate: boolean;
  /** Rounds since it was sent. */
  age: number;
}

export interface World {
  now: number;
  servers: Record<Server, ServerState>;
  witness: boolean;
  /** Links of the network: zone cut, or only the tunnel between the data servers. */
  zoneCut: Server | undefined;
  tunnelCut: boolean;
  /** Members of the last view that had a majority, and whether it still stands. */
  members: Member[];
  /** Rounds since some member stopped answering; the others may drop it after `limits.suspect`. */
  unansweredFor: number;
  /** The cluster's row, as committed. */
  row: { node: Server; term: number; since: number; planned: boolean } | undefined;
  /** A change of the row that waits for the group. */
  pendingChange: { from: Server; to: Server; term: number; planned: boolean } | undefined;
  address: { holder: Server | undefined; id: number };
  /** What a stale API goes on telling. */
  staleAddress: { holder: Server | undefined; id: number } | undefined;
  nextId: number;
  api: 'good' | 'slow' | 'away' | 'refusing' | 'stale';
  calls: Call[];
  ordered: Server | undefined;
  orderedAt: number;
  faultsLeft: number;
}

/** Limits in rounds, with the proportions of the real ones. */
export const modelLimits = (node: Server): Limits => ({
  node,
  lookFreshMs: 0,
  peerFreshMs: 1,
  proofMs: 1,
  writeFailMs: 4,
  minFreeMiB: 100,
  orderMs: 2,
  reliefMs: 1,
  closeMs: 2,
  coolDownMs: 2,
  followMs: 2,
  verifyMs: 4,
  giveBackMs: 6,
  rejoinMs: 2,
  pauseMs: 1,
  stallMs: 1,
});

/** Rounds in which a silent member is still counted; the longest life of a proof is below it. */
export const suspectRounds = 2;
/** An agent gives up waiting for Amazon after this; the call may take effect later. */
export const apiDeadlineRounds = 2;
/** A call takes effect at most so late. */
export const longestCallRounds = 4;

export const isRunning = (s: ServerState) => s.database === 'up';

/** Whether two members can exchange the group's messages, directly or relayed by the witness. */
export function connected(w: World, one: Member, other: Member): boolean {
  if (one === other) return true;
  if (w.zoneCut === one || w.zoneCut === other) return false;
  if (!alive(w, one) || !alive(w, other)) return false;
  if (one === 'c' || other === 'c' || !w.tunnelCut) return true;
  return w.witness;
}

/** Takes part in the group's messages. */
export function alive(w: World, member: Member): boolean {
  if (member === 'c') return w.witness;
  const s = w.servers[member];
  return s.database === 'up' && !s.isolated;
}

/** Every member answers, and none holds the others up: writes of members succeed. */
export function groupWrites(w: World): boolean {
  const [first] = w.members;
  if (!first) return false;
  return w.members.every(
    (member) =>
      alive(w, member) && connected(w, first, member) && (member === 'c' || !w.servers[member].diskFull),
  );
}

/** A server whose application writes are taken, now or as soon as the group goes on. */
export function acceptsWrites(w: World, server: Server): boolean {
  const s = w.servers[server];
  return s.gate && s.database !== 'dead' && s.database !== 'closed' && w.members.includes(server);
}
