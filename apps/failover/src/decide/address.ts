import type { Action } from './decision.ts';
import type { Turn } from './turn.ts';

/** What the writer does about the address, and how it stands with it. */
export interface AddressStep {
  readonly action?: Action;
  readonly clause: string;
  readonly alarm?: string;
}

/**
 * The address follows the writer. A call is only made right after a write has proved the majority, and never while another
 * one is under way. What nobody holds is taken in the way that Amazon refuses when somebody does; from the former writer,
 * which the cluster has already replaced, it is taken in one call.
 */
export function addressStep(turn: Turn): AddressStep {
  const { o, j, memory, limits, peer } = turn;
  const { association } = memory;
  const { look, outcome } = o.address;
  const trouble = outcome && !outcome.ok && memory.associateFailures > 0 ? outcome.trouble : undefined;
  if (association && memory.strayedSince === undefined) {
    if (association.verified) return { clause: 'holds the address' };
    return { clause: 'has been given the address and waits for Amazon to show it' };
  }
  if (!look)
    return { clause: 'does not know yet who holds the address', ...(trouble && { alarm: trouble.sentence }) };
  if (look.holder === 'other') {
    const who = look.interfaceId ?? 'an unknown interface';
    const alarm = `The address is held by ${who}, which is neither data server: it is left there until people move it.`;
    return { clause: `leaves the address to ${who}`, alarm };
  }
  // A move that is under way when the hold begins is brought to its end.
  if (j.isHeld && (memory.strayedSince !== undefined || (j.row?.ageMs ?? 0) >= limits.giveBackMs))
    return { clause: 'leaves the address where it is, as automatic moves are held' };
  if (look.holder === 'self') return { clause: 'asks Amazon whether it holds the address' };
  const from = look.holder === 'peer' ? ` from ${peer}` : '';
  const goesAfter = `brings the address here${from}`;
  const alarm = trouble && trouble.kind !== 'taken' ? { alarm: trouble.sentence } : {};
  const strayedMs = memory.strayedSince === undefined ? undefined : o.now - memory.strayedSince;
  if (look.holder === 'peer' && strayedMs !== undefined && strayedMs < limits.followMs)
    return { clause: `sees that somebody moved the address to ${peer}` };
  if (o.busy.address || o.now < memory.associateAt) return { clause: goesAfter, ...alarm };
  if (!j.hasProof || !j.look?.isSynced)
    return { clause: `${goesAfter} once a write proves the majority`, ...alarm };
  return {
    clause: goesAfter,
    ...alarm,
    action: { kind: 'associate', allowReassociation: look.holder === 'peer' },
  };
}
