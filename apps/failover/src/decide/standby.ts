import { act, closed, type Turn, type Verdict } from './turn.ts';

/** The other data server is the writer. */
export function asStandby(turn: Turn): Verdict {
  const { j, o, self, peer } = turn;
  if (j.look?.isGateOpen)
    return {
      standing: 'standby',
      sentence: `${peer} is the writer: ${self} closes its gate.`,
      ...closed(turn),
    };
  const sick = leaveWhenSick(turn);
  if (sick) return sick;
  if (!j.peerIsMember) return takeOver(turn);
  const put = putPeerOut(turn);
  if (put) return put;
  if (o.orders.switchTo === self)
    return { standing: 'standby', sentence: `${self} has asked ${peer} to hand the writing over.` };
  if (!j.peer)
    return {
      standing: 'standby',
      sentence: `${peer} is the writer and still in the cluster, but its agent does not answer: nothing moves for that.`,
      alarms: [`The agent of ${peer} does not answer.`],
    };
  if (!j.eligibility.ok)
    return {
      standing: 'standby',
      sentence: `${peer} is the writer; ${self} could not take over: ${j.eligibility.reason}.`,
      alarms: [`${self} could not take over: ${j.eligibility.reason}.`],
    };
  return { standing: 'standby', sentence: `${peer} is the writer; ${self} stands by.` };
}

/** The writer has left the majority, and the majority is here: it cannot write, whatever it believes. */
function takeOver(turn: Turn): Verdict {
  const { j, self, peer } = turn;
  if (j.isHeld) return stay(turn, `${peer} has left the cluster, but automatic moves are held`);
  if (!j.eligibility.ok)
    return stay(turn, `${peer} has left the cluster, but ${self} cannot take over: ${j.eligibility.reason}`);
  if (writesWithoutMe(turn)) {
    const which = j.peer?.clusterId === j.look?.clusterId ? 'two parts of the cluster' : 'two clusters';
    return stay(
      turn,
      `${self} and ${peer} both say that they are the majority: there are ${which}, and only people may say which one is right`,
    );
  }
  return {
    standing: 'taking over',
    sentence: `${peer} has left the cluster: ${self} becomes the writer.`,
    ...act(turn, {
      kind: 'change writer',
      to: self,
      term: j.row?.term,
      planned: false,
      reason: `${peer} left the cluster`,
    }),
  };
}

/** The peer does not count this node and its writes succeed: a view alone may be an old one, of a server that hangs. */
function writesWithoutMe({ j, limits }: Turn): boolean {
  const { peer } = j;
  if (!peer?.isPrimary || peer.peerIsMember) return false;
  return (peer.writeAgeMs ?? Infinity) <= limits.proofMs;
}

function stay(turn: Turn, why: string): Verdict {
  return { standing: 'standby', sentence: `${why}.`, alarms: [`${why}.`], ...closed(turn) };
}

/**
 * Why a member must be put out of the cluster: it asks for it, as it can neither write nor leave; or it has held up all
 * writes for twice the time after which a living agent would have taken it out, and says nothing to that.
 */
export function whyPeerMustGo(turn: Turn): string | undefined {
  const { o, j, memory, limits, peer } = turn;
  const { peerAskingSince } = memory;
  if (
    j.peer?.relief !== undefined &&
    peerAskingSince !== undefined &&
    o.now - peerAskingSince >= limits.reliefMs
  )
    return `${peer} asks to be relieved, as ${j.peer.relief}`;
  if (j.isHeldUp && j.failingMs >= 2 * limits.writeFailMs && !j.peer) return `${peer} holds up every write`;
  return undefined;
}

/** Puts a member out that must go, unless something speaks against it; undefined when none must. */
export function putPeerOut(turn: Turn): Verdict | undefined {
  const { j, self, peer } = turn;
  const evidence = whyPeerMustGo(turn);
  if (evidence === undefined) return undefined;
  if (j.isHeld) return stay(turn, `${evidence}, but automatic moves are held`);
  if (!j.eligibility.ok)
    return stay(turn, `${evidence}, but ${self} cannot take over: ${j.eligibility.reason}`);
  if (j.isCoolingDown) return stay(turn, `${evidence}, but the writing has just moved`);
  if (!j.canLoseOne) return stay(turn, `${evidence}, but without it there is no majority`);
  return {
    standing: 'taking over',
    sentence: `${evidence}: ${self} puts it out of the cluster.`,
    alarms: [`${peer} is put out of the cluster: ${evidence}.`],
    ...act(turn, { kind: 'evict peer' }),
  };
}

/** A node that is not the writer and holds up the others, or has no room for what they send, does better outside. */
export function leaveWhenSick(turn: Turn): Verdict | undefined {
  const { j, self, peer } = turn;
  if (j.sickness === undefined || !j.peerIsAble || j.isHeld) return undefined;
  if (!j.canLoseOne || (!j.diskFull && !j.look?.pausesOthers)) return undefined;
  const leave = act(turn, { kind: 'leave cluster' });
  return {
    standing: 'leaving',
    sentence: `${self} leaves the cluster, as ${j.sickness}: it would hold up ${peer}.`,
    alarms: [`${self} leaves the cluster, as ${j.sickness}.`],
    ...leave,
    ...(leave.actions && { changes: { leftAt: turn.o.now } }),
  };
}
