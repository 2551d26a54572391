import { publish, type Decide } from '../decide/decide.ts';
import type { Action } from '../decide/decision.ts';
import type { AddressLook, NodeLook, Observation } from '../decide/observation.ts';
import { commit, installView, spreadView } from './galera.ts';
import {
  apiDeadlineRounds,
  groupWrites,
  longestCallRounds,
  modelLimits,
  peerOf,
  type Server,
  type World,
} from './world.ts';

/** An ordered switch is given up after this. */
export const orderRounds = 12;

/** One turn of a server's agent: it looks, decides and acts. */
export function agentTurn(w: World, name: Server, decideBy: Decide): void {
  const s = w.servers[name];
  if (s.agent !== 'up') return;
  probe(w, name);
  ask(w, name);
  hear(w, name);
  const o = observe(w, name);
  if (o.self.look && !o.self.look.isPrimary) s.seenOutside = true;
  const limits = modelLimits(name);
  const decision = decideBy(o, s.memory, limits);
  s.memory = decision.memory;
  for (const action of decision.actions) perform(w, name, action);
  // What is told is as of now, after what was done.
  s.said = publish(observe(w, name), decision, limits);
  s.saidAt = w.now;
}

/** The write probe: it succeeds when the group takes writes and this node is in it. */
function probe(w: World, name: Server): void {
  const s = w.servers[name];
  if (canCommit(w, name)) s.wroteAt = w.now;
}

function canCommit(w: World, name: Server): boolean {
  const s = w.servers[name];
  return s.database === 'up' && !s.diskFull && s.view.primary && w.members.includes(name) && groupWrites(w);
}

function reachesApi(w: World, name: Server): boolean {
  return w.zoneCut !== name && w.api !== 'away';
}

function ask(w: World, name: Server): void {
  if (!reachesApi(w, name) || w.api === 'refusing') return;
  const { holder, id } = (w.api === 'stale' ? w.staleAddress : undefined) ?? w.address;
  const look: AddressLook = {
    holder: holder === undefined ? 'nobody' : holder === name ? 'self' : 'peer',
    associationId: holder === undefined ? undefined : String(id),
    interfaceId: holder,
  };
  w.servers[name].seen = { look, at: w.now };
}

function hear(w: World, name: Server): void {
  const peer = peerOf(name);
  const other = w.servers[peer];
  const isCut = w.tunnelCut || w.zoneCut !== undefined;
  if (isCut || other.agent !== 'up' || !other.said || w.now - other.saidAt > 1) return;
  w.servers[name].heard = { state: other.said, at: other.saidAt };
}

function lookOf(w: World, name: Server): NodeLook | undefined {
  const s = w.servers[name];
  if (s.database === 'dead' || s.database === 'frozen') return undefined;
  const isPrimary = s.view.primary && s.database === 'up';
  const other = w.servers[peerOf(name)];
  const isPaused = w.members.includes(name) && !groupWrites(w);
  const otherHangs =
    other.diskFull && w.members.includes(peerOf(name)) && other.database === 'up' && !other.isolated;
  return {
    isReady: isPrimary,
    isPrimary,
    isSynced: isPrimary,
    stateName: isPrimary ? 'Synced' : 'Initialized',
    size: s.view.size,
    peerIsMember: s.view.peer,
    clusterId: 'one',
    isGateOpen: s.gate,
    writer: isPrimary ? (s.row ? { ...s.row, ageMs: w.now - s.row.since } : 'none') : 'unknown',
    isPaused: isPaused && (s.diskFull || otherHangs),
    pausesOthers: s.diskFull && isPaused && !s.isolated,
    isGaleraClosed: s.database === 'closed',
  };
}

function observe(w: World, name: Server): Observation {
  const s = w.servers[name];
  const look = lookOf(w, name);
  const call = w.calls.find(({ from, age }) => from === name && age < apiDeadlineRounds);
  return {
    now: w.now,
    random: 0,
    self: {
      look,
      lookAgeMs: look ? 0 : Infinity,
      lookError: look ? undefined : 'no answer',
      writeAgeMs: w.now - s.wroteAt,
      writeError: undefined,
      diskFreeMiB: s.diskFull ? 0 : 1_000,
    },
    peer: { state: s.heard?.state, ageMs: s.heard ? w.now - s.heard.at : Infinity },
    address: {
      look: s.seen?.look,
      ageMs: s.seen ? w.now - s.seen.at : Infinity,
      trouble: undefined,
      outcome: s.outcome,
    },
    orders: { switchTo: orderOf(w, name), holdMs: 0 },
    busy: { database: false, address: call !== undefined },
    acted: s.actedAt && { ok: s.actedAt.ok, ageMs: w.now - s.actedAt.at },
  };
}

function orderOf(w: World, name: Server): Server | undefined {
  return w.servers[name].memory.writer?.node === w.ordered ? undefined : w.ordered;
}

function perform(w: World, name: Server, action: Action): void {
  const s = w.servers[name];
  const answers = s.database === 'up' || s.database === 'closed';
  let ok = answers;
  switch (action.kind) {
    case 'open gate':
      if (answers) s.gate = true;
      break;
    case 'close gate':
      ok = answers && !s.diskFull;
      if (ok) s.gate = false;
      break;
    case 'change writer':
      ok = changeWriter(w, name, action);
      break;
    case 'leave cluster':
      s.isolated = true;
      break;
    case 'rejoin cluster':
      s.isolated = false;
      break;
    case 'evict peer':
      evict(w, name);
      break;
    case 'request restart':
      restart(w, name);
      break;
    case 'associate':
      if (w.api === 'refusing') {
        s.outcome = {
          at: w.now,
          ok: false,
          trouble: { kind: 'refused', sentence: 'refused' },
        };
      } else if (w.zoneCut !== name && w.calls.length < 3)
        w.calls.push({ from: name, reassociate: action.allowReassociation, age: 0 });
      return;
    case 'make tables':
      break;
  }
  s.actedAt = { ok, at: w.now };
}

function changeWriter(
  w: World,
  name: Server,
  change: { readonly to: Server; readonly term: number | undefined; readonly planned: boolean },
): boolean {
  const s = w.servers[name];
  const term = change.term ?? 0;
  const isInside = s.database === 'up' && s.view.primary && w.members.includes(name);
  if (!isInside || s.diskFull) return false;
  if (!groupWrites(w)) {
    // It waits for the group, and may be carried out when the agent has long given up waiting.
    w.pendingChange ??= { from: name, to: change.to, term, planned: change.planned };
    return false;
  }
  if ((w.row?.term ?? 0) !== term) return false;
  commit(w, { to: change.to, term, planned: change.planned });
  s.wroteAt = w.now;
  return true;
}

/** Only a majority can evict, and only whom it counts as a member. */
function evict(w: World, name: Server): void {
  const peer = peerOf(name);
  const rest = w.members.filter((member) => member !== peer);
  if (!w.members.includes(name) || !w.members.includes(peer) || rest.length * 2 <= w.members.length) return;
  const other = w.servers[peer];
  if (other.database !== 'dead') other.database = 'closed';
  installView(w, rest);
}

/** MariaDB starts with its gate closed, outside the group. */
export function restart(w: World, name: Server): void {
  const s = w.servers[name];
  s.database = 'up';
  s.isolated = false;
  s.gate = false;
  s.view = { primary: false, peer: false, size: 1 };
  s.unheardFor = 0;
  s.outsideFor = 0;
  s.seenOutside = false;
}

/** One of the calls under way takes effect at Amazon, and its sender hears of it if it still waits. */
export function carryOutCall(w: World, index: number): void {
  const [call] = w.calls.splice(index, 1);
  if (!call) return;
  const s = w.servers[call.from];
  const waits = call.age < apiDeadlineRounds && s.agent !== 'dead';
  if (w.address.holder !== undefined && w.address.holder !== call.from && !call.reassociate) {
    if (waits) s.outcome = { at: w.now, ok: false, trouble: { kind: 'taken', sentence: 'taken' } };
    return;
  }
  w.address = { holder: call.from, id: w.nextId };
  w.nextId += 1;
  if (waits) s.outcome = { at: w.now, ok: true, associationId: String(w.address.id) };
}

/** Calls grow old: their sender gives up waiting, and at last Amazon does. */
export function apiRound(w: World): void {
  for (const call of w.calls) {
    call.age += 1;
    const s = w.servers[call.from];
    if (call.age === apiDeadlineRounds && s.agent !== 'dead')
      s.outcome = { at: w.now, ok: false, trouble: { kind: 'unanswered', sentence: 'no answer' } };
  }
  w.calls = w.calls.filter(({ age }) => age <= longestCallRounds);
  spreadView(w);
}
