import { initialMemory } from '../decide/remember.ts';
import { restart } from './turns.ts';
import { serverNames, type Server, type World } from './world.ts';

/** Something that happens to the world: it changes the world it is given, and says whether it could. */
export interface Fault {
  readonly name: string;
  readonly happen: (w: World) => boolean;
}

const each = (build: (server: Server) => Fault): readonly Fault[] => serverNames.map(build);

/** What breaks, each costing one of the faults that a run may have. */
export const faults: readonly Fault[] = [
  ...each((n) => ({
    name: `MariaDB of ${n} is killed`,
    happen: (w) => {
      const s = w.servers[n];
      if (s.database === 'dead') return false;
      s.database = 'dead';
      s.gate = false;
      return true;
    },
  })),
  ...each((n) => ({
    name: `MariaDB of ${n} freezes`,
    happen: (w) => when(w.servers[n].database === 'up', () => (w.servers[n].database = 'frozen')),
  })),
  ...each((n) => ({
    name: `server ${n} freezes`,
    happen: (w) =>
      when(w.servers[n].database === 'up' && w.servers[n].agent === 'up', () => {
        w.servers[n].database = 'frozen';
        w.servers[n].agent = 'frozen';
      }),
  })),
  ...each((n) => ({
    name: `the agent of ${n} dies`,
    happen: (w) => when(w.servers[n].agent === 'up', () => (w.servers[n].agent = 'dead')),
  })),
  ...each((n) => ({
    name: `zone ${n} is cut off`,
    happen: (w) => when(w.zoneCut === undefined, () => (w.zoneCut = n)),
  })),
  ...each((n) => ({
    name: `the disk of ${n} fills`,
    happen: (w) =>
      when(!w.servers[n].diskFull && w.servers[n].database === 'up', () => (w.servers[n].diskFull = true)),
  })),
  { name: 'the tunnel is cut', happen: (w) => when(!w.tunnelCut, () => (w.tunnelCut = true)) },
  { name: 'the witness dies', happen: (w) => when(w.witness, () => (w.witness = false)) },
  ...(['slow', 'away', 'refusing', 'stale'] as const).map((api) => ({
    name: `the API is ${api}`,
    happen: (w: World) =>
      when(w.api === 'good', () => {
        w.api = api;
        w.staleAddress = { ...w.address };
      }),
  })),
  ...each((n) => ({
    name: `somebody moves the address to ${n}`,
    happen: (w) =>
      when(w.address.holder !== n, () => {
        w.address = { holder: n, id: w.nextId };
        w.nextId += 1;
      }),
  })),
  {
    name: 'a switch is ordered',
    happen: (w) =>
      when(w.ordered === undefined && w.row !== undefined, () => {
        w.ordered = w.row!.node === 'a' ? 'b' : 'a';
        w.orderedAt = w.now;
      }),
  },
];

/** What ends a fault; it costs nothing and may come at any time. */
export const cures: readonly Fault[] = [
  ...each((n) => ({
    name: `MariaDB of ${n} is started`,
    happen: (w) => when(w.servers[n].database === 'dead' && !w.servers[n].diskFull, () => restart(w, n)),
  })),
  ...each((n) => ({
    name: `${n} thaws`,
    happen: (w) =>
      when(w.servers[n].database === 'frozen', () => {
        const s = w.servers[n];
        s.database = 'up';
        if (s.agent === 'frozen') s.agent = 'up';
      }),
  })),
  ...each((n) => ({
    name: `the agent of ${n} is started`,
    happen: (w) =>
      when(w.servers[n].agent === 'dead', () => {
        const s = w.servers[n];
        Object.assign(s, {
          agent: 'up',
          memory: initialMemory(w.now),
          wroteAt: -Infinity,
          outcome: undefined,
          seen: undefined,
          said: undefined,
          heard: undefined,
          actedAt: undefined,
        });
      }),
  })),
  {
    name: 'the zone is back',
    happen: (w) => when(w.zoneCut !== undefined, () => (w.zoneCut = undefined)),
  },
  ...each((n) => ({
    name: `the disk of ${n} has room again`,
    happen: (w) => when(w.servers[n].diskFull, () => (w.servers[n].diskFull = false)),
  })),
  { name: 'the tunnel is back', happen: (w) => when(w.tunnelCut, () => (w.tunnelCut = false)) },
  { name: 'the witness is back', happen: (w) => when(!w.witness, () => (w.witness = true)) },
  {
    name: 'the API is good again',
    happen: (w) =>
      when(w.api !== 'good', () => {
        w.api = 'good';
        w.staleAddress = undefined;
      }),
  },
];

function when(possible: boolean, change: () => unknown): boolean {
  if (possible) change();
  return possible;
}
