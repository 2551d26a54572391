import type { Eligibility, Memory } from './decision.ts';
import type { Limits } from './limits.ts';
import type { NodeLook, Observation, PublishedState, WriterRow } from './observation.ts';
import { currentRow } from './remember.ts';

/** What follows from an observation by itself. */
export interface Judgement {
  /** The last look, while it is fresh. */
  readonly look: NodeLook | undefined;
  /** Part of the majority, by a fresh look. A node that just lost it may still think so: only a write proves it. */
  readonly inMajority: boolean;
  /** A write succeeded so lately that the others cannot have gone on without this node. */
  readonly hasProof: boolean;
  readonly row: WriterRow | undefined;
  /** Knows of a later term from the peer: this node has not seen the newest row. */
  readonly isBehind: boolean;
  readonly diskFull: boolean;
  /** How long no write has succeeded while this agent watched. */
  readonly failingMs: number;
  /** Writes wait for the other data server, not for this one. */
  readonly isHeldUp: boolean;
  /**
   * This server's own trouble keeps it from writing; what it is. A server that merely does not write is only sick if the other
   * one does, or waits for this one: a long change of a table stops both.
   */
  readonly sickness: string | undefined;
  readonly eligibility: Eligibility;
  /** The peer's own words, while they are fresh. */
  readonly peer: PublishedState | undefined;
  readonly peerIsMember: boolean;
  /** The peer was heard lately, says that it could take over, and is a member with this node. */
  readonly peerIsAble: boolean;
  /** The cluster goes on when one of the data servers drops out: the other one and the witness are a majority. */
  readonly canLoseOne: boolean;
  /** Automatic moves are stopped, by an order here or at the peer. */
  readonly isHeld: boolean;
  /** The writing moved a moment ago, and not by order. */
  readonly isCoolingDown: boolean;
}

/** Writes of the cluster wait for a server, and it is not this one. */
export const isHeldUp = (look: NodeLook): boolean => look.isPaused && !look.pausesOthers;

/** Judges an observation; `memory` must have taken it in. */
export function judge(o: Observation, memory: Memory, limits: Limits): Judgement {
  const look = o.self.lookAgeMs <= limits.lookFreshMs ? o.self.look : undefined;
  const inMajority = look !== undefined && look.isPrimary && look.isReady;
  const watchedMs = o.now - memory.watchingSince;
  const failingMs = Math.min(o.self.writeAgeMs, watchedMs);
  const heldUp = look !== undefined && isHeldUp(look);
  const { diskFreeMiB } = o.self;
  const diskFull = diskFreeMiB !== undefined && diskFreeMiB < limits.minFreeMiB;
  const cannotWrite = failingMs >= limits.writeFailMs && !heldUp;
  const peer = o.peer.ageMs <= limits.peerFreshMs ? o.peer.state : undefined;
  const peerIsMember = look?.peerIsMember ?? false;
  const row = currentRow(o, limits);
  // While commits hang here, so does this node's view of the cluster: the peer knows better.
  const countsMe =
    peer !== undefined && peer.isPrimary && peer.peerIsMember && peer.clusterId === look?.clusterId;
  const size = Math.max(look?.size ?? 0, countsMe ? peer.size : 0);
  const peerWrites =
    (peer?.writeAgeMs ?? Infinity) <= limits.writeFailMs / 2 ||
    (peer?.isHeldUp === true && look?.pausesOthers === true);
  const hasWritten = o.self.writeAgeMs !== Infinity;
  const base = { look, inMajority, diskFull, cannotWrite, mayWrite: hasWritten || heldUp };
  return {
    look,
    inMajority,
    hasProof: o.self.writeAgeMs <= Math.min(limits.proofMs, watchedMs),
    row,
    isBehind:
      row !== undefined &&
      peer?.writer !== undefined &&
      peer.clusterId === look?.clusterId &&
      peer.writer.term > row.term,
    diskFull,
    failingMs,
    isHeldUp: heldUp,
    sickness: diskFull ? 'its disk is full' : cannotWrite && peerWrites ? 'it cannot write' : undefined,
    eligibility: eligibilityOf(base),
    peer,
    peerIsMember,
    peerIsAble: peer !== undefined && peer.isEligible && (peerIsMember || countsMe),
    canLoseOne: (size - 1) * 2 > size,
    isHeld: o.orders.holdMs > 0 || (peer !== undefined && peer.holdMs > 0),
    isCoolingDown: row !== undefined && !row.planned && row.ageMs < limits.coolDownMs,
  };
}

function eligibilityOf(of: {
  readonly look: NodeLook | undefined;
  readonly inMajority: boolean;
  readonly diskFull: boolean;
  readonly cannotWrite: boolean;
  readonly mayWrite: boolean;
}): Eligibility {
  const no = (reason: string): Eligibility => ({ ok: false, reason });
  if (!of.look) return no('its MariaDB does not answer');
  if (!of.inMajority) return no("it is not in the cluster's majority");
  if (!of.look.isSynced) return no(`it is ${of.look.stateName}, not Synced`);
  if (of.diskFull) return no('its disk is full');
  if (of.cannotWrite) return no('it cannot write');
  if (!of.mayWrite) return no('it has not written yet');
  return { ok: true };
}
