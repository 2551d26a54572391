import { addressStep } from './address.ts';
import type { Action } from './decision.ts';
import { handOver, handOverWish } from './hand-over.ts';
import { whyPeerMustGo } from './standby.ts';
import { act, type Turn, type Verdict } from './turn.ts';

/** This node is the writer: it takes writes, and the address belongs to it. */
export function asWriter(turn: Turn): Verdict {
  const { o, j, self, peer } = turn;
  const wish = handOverWish(turn);
  if (wish) return handOver(turn, wish);
  const address = addressStep(turn);
  const alarms = [...(address.alarm === undefined ? [] : [address.alarm]), ...troubles(turn)];
  const onAddress: readonly Action[] = address.action ? [address.action] : [];
  const changes = { handingOverSince: undefined };
  const evidence =
    j.isHeldUp && j.eligibility.ok && !j.isHeld && j.canLoseOne ? whyPeerMustGo(turn) : undefined;
  if (evidence !== undefined) {
    const evict = act(turn, { kind: 'evict peer' });
    return {
      standing: 'writer',
      sentence: `${evidence}: ${self} puts it out of the cluster.`,
      alarms: [...alarms, `${peer} is put out of the cluster: ${evidence}.`],
      actions: evict.actions ?? [],
      changes,
    };
  }
  const ordered = o.orders.switchTo === peer ? ` A switch to ${peer} waits: ${whyPeerCannot(turn)}.` : '';
  const gate = gateStep(turn);
  return {
    standing: 'writer',
    sentence: `${self} is the writer${gate.clause} and ${address.clause}.${ordered}`,
    alarms,
    actions: [...(gate.actions ?? []), ...onAddress],
    changes,
  };
}

/**
 * The gate of the writer opens when a write has proved that the majority is still here, in a term that no change of the row
 * can be on its way for.
 */
function gateStep(turn: Turn): Pick<Verdict, 'actions'> & { readonly clause: string } {
  const { j } = turn;
  if (j.look?.isGateOpen) return { clause: '' };
  if (!j.hasProof) return { clause: ', opens its gate once a write proves the majority' };
  const { row } = j;
  if (row?.term === turn.memory.openTerm)
    return { clause: ', opens its gate', ...act(turn, { kind: 'open gate' }) };
  const claim = { to: turn.self, term: row?.term, planned: true, reason: `${turn.self} goes on` } as const;
  return { clause: ', claims a new term', ...act(turn, { kind: 'change writer', ...claim }) };
}

function troubles(turn: Turn): readonly string[] {
  const { j, limits, self, peer } = turn;
  const found: string[] = [];
  if (j.sickness !== undefined) {
    const why = j.isHeld
      ? 'automatic moves are held'
      : j.isCoolingDown
        ? 'the writing has just moved'
        : whyPeerCannot(turn);
    found.push(`${self} should hand over, as ${j.sickness}, but ${why}.`);
  } else if (j.failingMs >= limits.writeFailMs)
    found.push(j.isHeldUp ? `Writes wait for ${peer}.` : `No write succeeds, here or at ${peer}.`);
  if (!j.peerIsMember) found.push(`${peer} is not in the cluster.`);
  else if (j.look && j.look.size < 3) found.push('The witness is not in the cluster.');
  if (!j.peer) found.push(`The agent of ${peer} does not answer.`);
  else if (j.peer.gate === 'open' && j.peerIsMember) found.push(`The gate of ${peer} is open too.`);
  return found;
}

function whyPeerCannot({ j, peer }: Turn): string {
  if (!j.peerIsMember) return `${peer} is not in the cluster`;
  if (!j.peer) return `the agent of ${peer} does not answer`;
  return `${peer} could not take over: ${j.peer.reason}`;
}
