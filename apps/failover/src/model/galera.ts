import {
  alive,
  connected,
  groupWrites,
  serverNames,
  suspectRounds,
  type Member,
  type World,
} from './world.ts';

/** What the group may do of itself in this world: each function changes the world it is given. */

/** The members that could go on without the silent ones; undefined when none are silent, or no majority is left. */
export function nextMembers(w: World): Member[] | undefined {
  const parts = w.members
    .filter((member) => alive(w, member))
    .map((one) => w.members.filter((other) => alive(w, other) && connected(w, one, other)));
  const majority = parts.find((part) => part.length * 2 > w.members.length);
  if (!majority || majority.length === w.members.length) return undefined;
  return majority;
}

/** Silent members are dropped: the majority has a new view at once, the dropped ones notice when they can. */
export function installView(w: World, members: Member[]): void {
  w.members = members;
  w.unansweredFor = 0;
  spreadView(w);
  settlePendingChange(w);
}

/** Members that run and whose appliers do not hang know the view and the row. */
export function spreadView(w: World): void {
  for (const name of serverNames) {
    const s = w.servers[name];
    if (!w.members.includes(name) || s.database !== 'up' || s.diskFull || s.isolated) continue;
    if (!reachesMajority(w, name)) continue;
    s.view = { primary: true, peer: w.members.includes(name === 'a' ? 'b' : 'a'), size: w.members.length };
    s.row = w.row && { ...w.row };
    s.unheardFor = 0;
    s.outsideFor = 0;
    s.seenOutside = false;
  }
}

function reachesMajority(w: World, name: Member): boolean {
  const reached = w.members.filter((member) => connected(w, name, member)).length;
  return reached * 2 > w.members.length;
}

function settlePendingChange(w: World): void {
  const { pendingChange: change } = w;
  if (!change || !groupWrites(w)) return;
  w.pendingChange = undefined;
  if (w.members.includes(change.from) && (w.row?.term ?? 0) === change.term) commit(w, change);
}

export function commit(
  w: World,
  change: { readonly to: 'a' | 'b'; readonly term: number; readonly planned: boolean },
): void {
  w.row = { node: change.to, term: change.term + 1, since: w.now, planned: change.planned };
  spreadView(w);
}

/** A round of the group: silence lasts longer, nodes that were dropped notice, those that are well come back. */
export function galeraRound(w: World): void {
  const isSilent = w.members.some((member) => !alive(w, member) || !connected(w, w.members[0]!, member));
  w.unansweredFor = isSilent ? Math.min(w.unansweredFor + 1, suspectRounds + 1) : 0;
  for (const name of serverNames) {
    const s = w.servers[name];
    if (s.database !== 'up' || s.diskFull) continue;
    if (w.members.includes(name) && !s.isolated && reachesMajority(w, name)) continue;
    // A node that was dropped, or thaws, takes itself for a member until it has heard nobody for as long as the others wait.
    s.unheardFor = Math.min(s.unheardFor + 1, suspectRounds);
    if (!s.view.primary) s.outsideFor = Math.min(s.outsideFor + 1, 2);
    else if (s.unheardFor >= suspectRounds) s.view = { primary: false, peer: false, size: 1 };
  }
  rejoin(w);
  recoverMajority(w);
  spreadView(w);
  settlePendingChange(w);
}

/**
 * Nodes outside that reach the majority are taken in again, once they have known for a round that they are outside. Taken for
 * granted: a node whose gate is open is not back before its agent has seen it outside.
 */
function rejoin(w: World): void {
  if (w.members.length === 0) return;
  const inside = w.members.find((member) => alive(w, member) && reachesMajority(w, member));
  if (inside === undefined) return;
  for (const member of ['a', 'b', 'c'] as const) {
    if (w.members.includes(member) || !alive(w, member) || !connected(w, inside, member)) continue;
    if (member !== 'c') {
      const s = w.servers[member];
      if (s.diskFull || s.view.primary || s.outsideFor < 1) continue;
      if (s.gate && !s.seenOutside) continue;
    }
    w.members = [...w.members, member].sort();
  }
}

/** pc.recovery: when all members of the last majority are back and talk, they are a majority again. */
function recoverMajority(w: World): void {
  if (w.members.length === 0) return;
  const [first] = w.members;
  const all = w.members.every((member) => alive(w, member) && connected(w, first!, member));
  if (all) w.unansweredFor = 0;
}
