import { galeraRound, installView, nextMembers } from './galera.ts';
import type { Decide } from '../decide/decide.ts';
import { agentTurn, apiRound, carryOutCall, orderRounds } from './turns.ts';
import { acceptsWrites, suspectRounds, type Server, type World } from './world.ts';

/** Members have been silent for long enough to be dropped, and a majority is left. */
export const canInstall = (w: World) => w.unansweredFor >= suspectRounds && nextMembers(w) !== undefined;

/** How one round goes. */
export interface Round {
  /** Who has the first turn. */
  readonly order: readonly Server[];
  /** Silent members are dropped now. */
  readonly installs: boolean;
  /** Calls that a slow API holds take effect now. */
  readonly effect: boolean;
  readonly decideBy: Decide;
}

/** One round; the promise that it breaks, if any. */
export function round(w: World, { order, installs, effect, decideBy }: Round): string | undefined {
  w.now += 1;
  if (w.ordered !== undefined && (w.row?.node === w.ordered || w.now - w.orderedAt > orderRounds))
    w.ordered = undefined;
  const members = installs ? nextMembers(w) : undefined;
  if (members) installView(w, members);
  galeraRound(w);
  if (w.api !== 'away' && effect) while (w.calls.length > 0) carryOutCall(w, 0);
  apiRound(w);
  for (const name of order) {
    const before = w.calls.length;
    agentTurn(w, name, decideBy);
    if (w.calls.length > before && w.row?.node !== name)
      return `${name} goes after the address although the majority has another writer`;
    if (acceptsWrites(w, 'a') && acceptsWrites(w, 'b')) return 'both servers accept writes';
  }
  // With a good API a call takes effect as soon as it is sent.
  if (w.api === 'good') while (w.calls.length > 0) carryOutCall(w, 0);
  return undefined;
}
