import type { Decision, Memory } from './decision.ts';
import { isHeldUp, judge, type Judgement } from './judge.ts';
import type { Limits } from './limits.ts';
import type { Observation, PublishedState } from './observation.ts';
import { behind, blind, leaving, outside } from './outside.ts';
import { remember } from './remember.ts';
import { asStandby } from './standby.ts';
import { turnOf, type Turn, type Verdict } from './turn.ts';
import { vacant, withoutTables } from './vacancy.ts';
import { asWriter } from './writer.ts';

/**
 * Decides what an agent does now. A pure function of what it sees and of what it kept from its last decision; the cases are
 * in the order in which they take precedence.
 */
export function decide(o: Observation, before: Memory, limits: Limits): Decision {
  const remembered = remember(o, before, limits);
  const j = judge(o, remembered, limits);
  const memory = { ...remembered, ...cameBack(o, j, remembered) };
  const turn = turnOf(o, j, memory, limits);
  const verdict = verdictOf(turn);
  return {
    actions: verdict.actions ?? [],
    standing: verdict.standing,
    sentence: verdict.sentence,
    alarms: [...(verdict.alarms ?? []), ...apiAlarms(turn)],
    eligibility: j.eligibility,
    relief: verdict.relief,
    memory: { ...memory, ...verdict.changes },
  };
}

/** A way to decide. */
export type Decide = typeof decide;

function verdictOf(turn: Turn): Verdict {
  const { j, memory, self } = turn;
  if (!j.look) return blind(turn);
  if (!j.inMajority) return outside(turn);
  if (memory.leftAt !== undefined) return leaving(turn);
  if (j.look.writer === 'no tables') return withoutTables(turn);
  if (j.look.writer === 'none') return vacant(turn);
  if (!j.row) return outside(turn);
  if (j.isBehind) return behind(turn);
  return j.row.node === self ? asWriter(turn) : asStandby(turn);
}

/** Amazon not answering now is no trouble of the shop; that nobody could move the address for long is. */
function apiAlarms({ o, memory, limits }: Turn): readonly string[] {
  const { trouble, ageMs } = o.address;
  if (!trouble) return [];
  const needsPerson = trouble.kind === 'refused' || trouble.kind === 'wrong setting';
  const silentMs = Math.min(ageMs, o.now - memory.watchingSince);
  return needsPerson || silentMs >= limits.verifyMs ? [trouble.sentence] : [];
}

/** What is over once the node is in the majority again. */
function cameBack(o: Observation, j: Judgement, memory: Memory): Partial<Memory> {
  if (!j.inMajority) return {};
  const { leftAt } = memory;
  // A server whose commits hang goes on showing the view from before it left.
  const isBack =
    leftAt !== undefined && (memory.outsideSince !== undefined || o.self.writeAgeMs < o.now - leftAt);
  return {
    outsideSince: undefined,
    leftAt: isBack ? undefined : leftAt,
    vacantSince: j.look?.writer === 'none' ? memory.vacantSince : undefined,
  };
}

/** What the peer is told after a decision. */
export function publish(o: Observation, decision: Decision, limits: Limits): PublishedState {
  const look = o.self.lookAgeMs <= limits.lookFreshMs ? o.self.look : undefined;
  const { writer } = decision.memory;
  const { eligibility, relief } = decision;
  return {
    node: limits.node,
    isEligible: eligibility.ok,
    reason: eligibility.ok ? '' : eligibility.reason,
    writeAgeMs: Number.isFinite(o.self.writeAgeMs) ? Math.round(o.self.writeAgeMs) : undefined,
    isHeldUp: look !== undefined && isHeldUp(look),
    isPrimary: look !== undefined && look.isPrimary && look.isReady,
    peerIsMember: look?.peerIsMember ?? false,
    size: look?.size ?? 0,
    clusterId: look?.clusterId ?? '',
    gate: look ? (look.isGateOpen ? 'open' : 'closed') : 'unknown',
    writer: writer && { node: writer.node, term: writer.term },
    relief,
    asksForWriting: o.orders.switchTo === limits.node && writer?.node !== limits.node,
    holdMs: o.orders.holdMs,
  };
}
