import { decide } from '../decide/decide.ts';
import { initialMemory } from '../decide/remember.ts';
import { normalised } from './normalise.ts';
import { round } from './round.ts';
import { serverNames, type ServerState, type World } from './world.ts';

/** All is well: a writes and holds the address, b stands by. */
export function settledWorld(faultsLeft: number): World {
  let w = firstWorld(faultsLeft);
  for (let n = 0; n < 10; n += 1) {
    round(w, { order: serverNames, installs: false, effect: true, decideBy: decide });
    w = normalised(w);
  }
  return w;
}

/** All three members are there, and nobody has been the writer yet. */
export function firstWorld(faultsLeft: number): World {
  const server = (): ServerState => ({
    database: 'up',
    diskFull: false,
    isolated: false,
    gate: false,
    view: { primary: true, peer: true, size: 3 },
    unheardFor: 0,
    outsideFor: 0,
    seenOutside: false,
    row: undefined,
    agent: 'up',
    memory: initialMemory(0),
    wroteAt: -Infinity,
    outcome: undefined,
    seen: undefined,
    said: undefined,
    saidAt: 0,
    heard: undefined,
    actedAt: undefined,
  });
  return {
    now: 0,
    servers: { a: server(), b: server() },
    witness: true,
    zoneCut: undefined,
    tunnelCut: false,
    members: ['a', 'b', 'c'],
    unansweredFor: 0,
    row: undefined,
    pendingChange: undefined,
    address: { holder: undefined, id: 0 },
    staleAddress: undefined,
    nextId: 1,
    api: 'good',
    calls: [],
    ordered: undefined,
    orderedAt: 0,
    faultsLeft,
  };
}
