import type { Memory } from './decision.ts';
import type { Limits } from './limits.ts';
import type { ApiTroubleKind, Observation, WriterRow } from './observation.ts';

/** How many associations that are over are remembered. */
const keptAssociations = 16;

/** Pauses before the next call to associate, in `pauseMs`: the first, and the longest after doubling. */
const pauses: Readonly<Record<ApiTroubleKind, readonly [first: number, longest: number]>> = {
  taken: [0.5, 4],
  throttled: [1, 8],
  unanswered: [0.5, 4],
  failed: [1, 8],
  refused: [10, 60],
  'wrong setting': [10, 60],
};

/** What an agent knows before its first look. */
export function initialMemory(now: number): Memory {
  return {
    decidedAt: now,
    watchingSince: now,
    writer: undefined,
    openTerm: undefined,
    association: undefined,
    shown: undefined,
    superseded: [],
    outcomeAt: -Infinity,
    associateFailures: 0,
    associateAt: now,
    strayedSince: undefined,
    vacantSince: undefined,
    peerAskingSince: undefined,
    handingOverSince: undefined,
    leftAt: undefined,
    outsideSince: undefined,
  };
}

/** What is known once this observation is taken in. */
export function remember(o: Observation, before: Memory, limits: Limits): Memory {
  let memory: Memory = { ...before, decidedAt: o.now };
  const stalled = o.now - before.decidedAt > limits.stallMs;
  if (stalled) memory = afterStall(memory, o.now);
  memory = withWriter(memory, o, limits, stalled);
  memory = withOutcome(memory, o, limits);
  memory = withAddress(memory, o, limits);
  const asking = o.peer.ageMs <= limits.peerFreshMs && o.peer.state?.relief !== undefined;
  return { ...memory, peerAskingSince: asking ? (memory.peerAskingSince ?? o.now) : undefined };
}

/** The row of a look that is fresh and in the majority. */
export function currentRow(o: Observation, limits: Limits): WriterRow | undefined {
  const { look, lookAgeMs } = o.self;
  if (!look || lookAgeMs > limits.lookFreshMs || !look.isPrimary) return undefined;
  return typeof look.writer === 'object' ? look.writer : undefined;
}

/** While the agent stood still it saw nothing: what seems to have lasted may just have begun. */
function afterStall(memory: Memory, now: number): Memory {
  return {
    ...memory,
    watchingSince: now,
    openTerm: undefined,
    strayedSince: undefined,
    vacantSince: undefined,
    peerAskingSince: undefined,
    handingOverSince: undefined,
    outsideSince: undefined,
  };
}

function withWriter(memory: Memory, o: Observation, limits: Limits, stalled: boolean): Memory {
  const row = currentRow(o, limits);
  const clusterId = o.self.look?.clusterId ?? '';
  const known = memory.writer;
  // Terms of another cluster, as before a restore, say nothing about this one.
  if (!row || (known?.clusterId === clusterId && row.term <= known.term)) return memory;
  const isNew = known?.clusterId === clusterId && memory.outsideSince === undefined;
  const now = {
    ...memory,
    openTerm: isNew && !stalled ? row.term : undefined,
    writer: { node: row.node, term: row.term, clusterId, since: o.now },
  };
  // A writer that claims a new term for itself has what it had.
  if (known?.node === row.node) return { ...now, writer: { ...now.writer, since: known.since } };
  return {
    ...now,
    association: undefined,
    strayedSince: undefined,
    handingOverSince: undefined,
    associateFailures: 0,
    associateAt: o.now,
  };
}

function withOutcome(memory: Memory, o: Observation, { pauseMs }: Limits): Memory {
  const { outcome, look } = o.address;
  if (!outcome || outcome.at <= memory.outcomeAt) return memory;
  if (!outcome.ok) {
    const [first, longest] = pauses[outcome.trouble.kind];
    const pause = pauseMs * Math.min(longest, first * 2 ** memory.associateFailures);
    return {
      ...memory,
      outcomeAt: outcome.at,
      associateFailures: memory.associateFailures + 1,
      // Half of the pause is drawn, so that two agents do not keep meeting.
      associateAt: o.now + pause * (0.5 + 0.5 * o.random),
    };
  }
  const { associationId: id } = outcome;
  const over = [memory.association?.id, look?.associationId].filter(
    (one): one is string => one !== undefined && one !== id && !memory.superseded.includes(one),
  );
  return {
    ...memory,
    outcomeAt: outcome.at,
    association: { id, at: outcome.at, verified: false },
    superseded: [...memory.superseded, ...over].slice(-keptAssociations),
    associateFailures: 0,
    associateAt: o.now,
    strayedSince: undefined,
  };
}

/** An association that another one has followed is over. */
function withShown(memory: Memory, shown: string | undefined): Memory {
  if (shown === undefined || shown === memory.shown || memory.superseded.includes(shown)) return memory;
  const superseded = memory.shown === undefined ? memory.superseded : [...memory.superseded, memory.shown];
  return { ...memory, shown, superseded: superseded.slice(-keptAssociations) };
}

/** Compares what DescribeAddresses shows with what this node believes to hold. */
function withAddress(before: Memory, o: Observation, limits: Limits): Memory {
  const { look, ageMs } = o.address;
  const memory = withShown(before, look?.associationId);
  const { association, writer } = memory;
  if (writer?.node !== limits.node || !look) return memory;
  if (look.holder === 'self') {
    // From before this node was the writer: it may have lost the address with the writing.
    if (!association && o.now - ageMs < writer.since) return memory;
    const id = look.associationId ?? '';
    if (association?.id === id && association.verified) return { ...memory, strayedSince: undefined };
    if (memory.superseded.includes(id)) return memory;
    return {
      ...memory,
      association: { id, at: association?.at ?? o.now, verified: true },
      strayedSince: undefined,
    };
  }
  if (!association) return memory;
  const askedBefore = o.now - ageMs < association.at;
  const isOver = look.associationId !== undefined && memory.superseded.includes(look.associationId);
  const isYoung = o.now - association.at < limits.verifyMs;
  // An association that is over never comes back; one that was confirmed and never shown may not have come to be.
  const isStale = isOver && (association.verified || isYoung);
  if (askedBefore || isStale || (isYoung && !association.verified)) return memory;
  if (!association.verified) return { ...memory, association: undefined };
  // An answer older than the association cannot come after newer ones for long: it is believed when it stays.
  return { ...memory, strayedSince: memory.strayedSince ?? o.now };
}
