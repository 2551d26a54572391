import { closed, act, type Turn, type Verdict } from './turn.ts';

/** MariaDB does not answer: nothing can be said of it, and nothing done with it. */
export function blind(turn: Turn): Verdict {
  const { o, j, memory, limits, self, peer } = turn;
  const why = o.self.lookError ?? 'it has not been asked yet';
  if (!o.self.look && o.now - memory.watchingSince < limits.writeFailMs)
    return { standing: 'starting', sentence: `${self} waits for its MariaDB to answer.` };
  const blindMs = Math.min(o.self.lookAgeMs, o.now - memory.watchingSince);
  const asks =
    blindMs >= limits.writeFailMs && j.peer?.isEligible === true && j.peer.peerIsMember && !j.isHeld;
  return {
    standing: 'blind',
    sentence: asks
      ? `The MariaDB of ${self} does not answer (${why}): ${peer} is asked to put it out of the cluster.`
      : `The MariaDB of ${self} does not answer (${why}): it can only be waited for.`,
    alarms: blindMs >= limits.writeFailMs ? [`The MariaDB of ${self} does not answer.`] : [],
    ...(asks && { relief: 'its MariaDB does not answer' }),
  };
}

/** This node has left the cluster of itself, and what it sees of the cluster may be old. */
export function leaving(turn: Turn): Verdict {
  const { o, j, memory, limits, self, peer } = turn;
  const stillCounted = j.peer?.peerIsMember === true;
  const overdue = o.now - (memory.leftAt ?? o.now) >= 2 * limits.closeMs;
  return {
    standing: 'leaving',
    sentence: `${self} has left the cluster, as ${j.sickness ?? 'it could not write'}: ${peer} goes on without it.`,
    alarms: [`${self} is out of the cluster, as ${j.sickness ?? 'it could not write'}.`],
    ...closed(turn),
    ...(stillCounted && overdue && { relief: j.sickness ?? 'it cannot leave the cluster' }),
  };
}

/** Outside the majority nothing is decided: whoever is inside goes on. The gate closes before the node comes back. */
export function outside(turn: Turn): Verdict {
  const { o, j, memory, limits, self } = turn;
  const look = j.look!;
  const since = memory.outsideSince ?? o.now;
  const changes = { outsideSince: since, openTerm: undefined };
  const close = closed(turn);
  const where = look.isPrimary ? `is ${look.stateName} and not ready` : "is not in the cluster's majority";
  const base = { standing: 'outside the majority', alarms: [`${self} ${where}.`] } as const;
  // On a full disk closing fails, and coming back would hold up the others: leaving comes first.
  const reason = j.diskFull ? 'its disk is full' : 'its gate does not close';
  const mustStayOut = j.diskFull || (look.isGateOpen && o.acted?.ok === false);
  if (mustStayOut && memory.leftAt === undefined && !look.isGaleraClosed) {
    const leave = act(turn, { kind: 'leave cluster' });
    return {
      ...base,
      ...leave,
      changes: { ...changes, ...(leave.actions && { leftAt: o.now }) },
      sentence: `${self} ${where}, and stays outside while ${reason}.`,
    };
  }
  if (close.actions) {
    return {
      ...base,
      ...close,
      changes,
      sentence: `${self} ${where}: it closes its gate.`,
    };
  }
  const roomMiB = limits.minFreeMiB * (memory.leftAt === undefined ? 1 : 2);
  const hasRoom = o.self.diskFreeMiB === undefined || o.self.diskFreeMiB >= roomMiB;
  const waitedMs = o.now - Math.max(since, memory.leftAt ?? -Infinity);
  if (!look.isPrimary && hasRoom && waitedMs >= limits.rejoinMs) {
    const kind = look.isGaleraClosed ? 'request restart' : 'rejoin cluster';
    const back = act(turn, { kind });
    const how = look.isGaleraClosed
      ? 'only a restart of MariaDB brings it back, which is asked for'
      : 'it asks to come back';
    // The next attempt comes after the same wait.
    return {
      ...base,
      ...back,
      changes: { ...changes, ...(back.actions && { outsideSince: o.now, leftAt: undefined }) },
      sentence: `${self} ${where}: ${how}.`,
    };
  }
  const wait = hasRoom ? 'it takes no writes and waits' : 'its disk has no room to come back';
  return { ...base, changes, sentence: `${self} ${where}: ${wait}.` };
}

/** The peer knows of a later term: this node's row is old, whatever it says. */
export function behind(turn: Turn): Verdict {
  const { j, self, peer } = turn;
  return {
    standing: 'standby',
    sentence: `${self} has not seen yet that ${j.peer?.writer?.node ?? peer} is the writer: its gate stays closed.`,
    ...closed(turn),
  };
}
