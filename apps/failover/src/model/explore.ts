import { decide, type Decide } from '../decide/decide.ts';
import { firstWorld, settledWorld } from './beginnings.ts';
import { cures, faults } from './faults.ts';
import { copied, key, normalised } from './normalise.ts';
import { canInstall, round } from './round.ts';
import { acceptsWrites, alive, connected, serverNames, type Member, type World } from './world.ts';

export interface Exploration {
  /** Worlds that differ. */
  readonly worlds: number;
  /** Steps from one world to another. */
  readonly steps: number;
  /** What went against a promise, with the way that leads there; empty when nothing did. */
  readonly violations: readonly Violation[];
}

export interface Violation {
  readonly promise: string;
  readonly way: readonly string[];
}

export interface ExploreOptions {
  /** `boot`: nobody has been the writer yet; `settled`: a serves, b stands by. */
  readonly begin: 'boot' | 'settled';
  readonly faults: number;
  /** Faults come within so many rounds; what they lead to is followed to its end. */
  readonly rounds: number;
  /** Rounds after which a healthy world must have come to rest. */
  readonly restRounds: number;
  readonly mostViolations: number;
  /** Default: as the agents do. */
  readonly decideBy?: Decide;
}

interface Found {
  /** Let go once it has been explored. */
  world: World | undefined;
  readonly step: string;
  readonly from: Found | undefined;
  readonly depth: number;
}

/** Visits every world that so many faults can lead to, in any order of events, and checks each against the promises. */
export function explore(options: ExploreOptions): Exploration {
  const { decideBy = decide } = options;
  const world = options.begin === 'boot' ? firstWorld(options.faults) : settledWorld(options.faults);
  const begin: Found = { world, step: 'the beginning', from: undefined, depth: 0 };
  const known = new Set<string>([key(world)]);
  const restful = new Set<string>();
  const violations: Violation[] = [];
  let frontier: Found[] = [begin];
  let steps = 0;
  while (frontier.length > 0 && violations.length < options.mostViolations) {
    const beyond: Found[] = [];
    for (const found of frontier) {
      const explored = found.world!;
      found.world = undefined;
      for (const { world, step, broken } of successors(explored, decideBy)) {
        steps += 1;
        const next = normalised(world);
        const reached: Found = { world: next, step, from: found, depth: found.depth + 1 };
        if (broken !== undefined) violations.push({ promise: broken, way: wayTo(reached) });
        const name = key(next);
        if (known.has(name)) continue;
        known.add(name);
        const unrest = whyNoRest(next, options.restRounds, restful, decideBy);
        if (unrest !== undefined) violations.push({ promise: unrest, way: wayTo(reached) });
        if (reached.depth < options.rounds) beyond.push(reached);
        if (violations.length >= options.mostViolations) break;
      }
    }
    frontier = beyond;
  }
  return { worlds: known.size, steps, violations };
}

interface Successor {
  readonly world: World;
  readonly step: string;
  readonly broken: string | undefined;
}

/** Every way in which a round can go: nothing or one event, views installed now or later, calls in effect, either order. */
function* successors(w: World, decideBy: Decide): Generator<Successor> {
  yield* rounds(w, 'a round', decideBy);
  for (const cure of cures) {
    const cured = copied(w);
    if (cure.happen(cured)) yield* rounds(cured, cure.name, decideBy);
  }
  if (w.faultsLeft === 0) return;
  for (const fault of faults) {
    const broken = copied(w);
    if (!fault.happen(broken)) continue;
    broken.faultsLeft -= 1;
    yield* rounds(broken, fault.name, decideBy);
  }
}

function* rounds(w: World, step: string, decideBy: Decide): Generator<Successor> {
  for (const order of [serverNames, [...serverNames].reverse()])
    for (const installs of canInstall(w) ? [true, false] : [false])
      for (const effect of w.calls.length > 0 && w.api === 'slow' ? [true, false] : [true]) {
        const world = copied(w);
        const broken = round(world, { order, installs, effect, decideBy });
        yield {
          world,
          step: `${step}${installs ? ', a view is installed' : ''} (${order.join(', ')})`,
          broken,
        };
      }
}

/** Left alone with its faults, a world with a majority and a healthy server must come to have one writer with the address. */
function whyNoRest(
  world: World,
  restRounds: number,
  restful: Set<string>,
  decideBy: Decide,
): string | undefined {
  if (!canServe(world)) return undefined;
  let w = world;
  const passed: string[] = [];
  for (let n = 0; n < restRounds; n += 1) {
    const name = key(w);
    if (restful.has(name) || serves(w)) {
      if (serves(w)) passed.push(name);
      for (const one of passed) restful.add(one);
      return undefined;
    }
    passed.push(name);
    const next = copied(w);
    round(next, { order: serverNames, installs: canInstall(next), effect: true, decideBy });
    w = normalised(next);
    if (!canServe(w)) return undefined;
  }
  return `no server serves ${restRounds} rounds after the last event`;
}

/**
 * A healthy server with a living agent is with the majority, and Amazon listens to it. A dead agent beside a MariaDB that is
 * well stops nothing and is replaced by nobody but systemd: until then nothing is promised.
 */
function canServe(w: World): boolean {
  if (w.api !== 'good') return false;
  const isOrphaned = serverNames.some((name) => {
    const s = w.servers[name];
    const mayWrite = w.row === undefined || w.row.node === name;
    return mayWrite && s.agent !== 'up' && s.database === 'up' && !s.diskFull && w.members.includes(name);
  });
  if (isOrphaned) return false;
  return serverNames.some((name) => {
    const s = w.servers[name];
    const isWell =
      s.database === 'up' && s.agent === 'up' && !s.diskFull && !s.isolated && w.zoneCut !== name;
    if (!isWell) return false;
    const canWrite = (member: Member) => member === 'c' || !w.servers[member].diskFull;
    const reached = w.members.filter(
      (member) => canWrite(member) && alive(w, member) && connected(w, name, member),
    );
    return reached.length * 2 > w.members.length;
  });
}

/** One writer, its gate open, in the majority, and the address is with it. */
function serves(w: World): boolean {
  const writer = w.row?.node;
  if (writer === undefined || w.address.holder !== writer || w.calls.length > 0) return false;
  return (
    acceptsWrites(w, writer) &&
    w.servers[writer].database === 'up' &&
    !acceptsWrites(w, writer === 'a' ? 'b' : 'a')
  );
}

function wayTo(found: Found): readonly string[] {
  const way: string[] = [];
  for (let at: Found | undefined = found; at; at = at.from) way.unshift(at.step);
  return way;
}
