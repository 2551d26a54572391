import { startLoad, type Load } from '../shoppers/index.ts';
import { programNames, unitOf } from '../drills/people.ts';
import type { CloudFault, Cut, DataNode, Proof, Topology } from '../topology.ts';
import { loadInWords } from './show-load.ts';

/** What was typed is no command; the message says what would be. */
export class UnknownCommand extends Error {
  override readonly name = 'UnknownCommand';
}

const cuts: readonly Cut[] = ['zone-a', 'zone-b', 'witness', 'tunnel', 'cloud'];

const cloudFaults: Readonly<Record<string, CloudFault | undefined>> = {
  slow: { delayMs: 5_000 },
  throttling: { throttle: 0.7 },
  stale: { staleMs: 5_000 },
  refuse: { refuse: true },
  away: { away: true },
  well: undefined,
};

/** How far back a load that a person began remembers, in ms: it may go on for days. */
const rememberMs = 120_000;

/** What a person at another terminal may do to a topology that is up. */
export interface Control {
  /** Carries out what was typed, and says what came of it. */
  run(words: readonly string[]): Promise<readonly string[]>;
  /** Whoever shops by command. */
  load(): Load | undefined;
  /** Sends them home. */
  end(): void;
}

export function createControl(topology: Topology): Control {
  let load: Load | undefined;

  const commands: Readonly<Record<string, (...words: (string | undefined)[]) => Promise<readonly string[]>>> =
    {
      cut: async (what) => proofLines(await topology.cut(cutOf(what))),
      heal: async (what) => proofLines(await topology.heal(cutOf(what))),
      async kill(what, program) {
        const target = await targetOf(topology, what, program);
        await topology.kill(target);
        return [`${nameOf(target)} is killed`];
      },
      freeze: async (what, program) =>
        proofLines(await topology.freeze(await targetOf(topology, what, program))),
      thaw: async (what, program) => proofLines(await topology.thaw(await targetOf(topology, what, program))),
      async start(what) {
        const { instance } = await targetOf(topology, what);
        await topology.start(instance);
        return [`${instance} boots`];
      },
      async reboot(what) {
        const target = what === 'all' ? ({ all: true } as const) : await targetOf(topology, what);
        await topology.reboot(target);
        return [what === 'all' ? 'everything boots' : `${what ?? ''} boots`];
      },
      'fill-disk': async (what) => proofLines(await topology.fillDisk(await dataNodeOf(topology, what))),
      'free-disk': async (what) => proofLines(await topology.freeDisk(await dataNodeOf(topology, what))),
      async api(what = '') {
        if (!Object.hasOwn(cloudFaults, what))
          throw new UnknownCommand(`api ${Object.keys(cloudFaults).join(' | ')}`);
        await topology.cloudFault(cloudFaults[what]);
        return [`Amazon’s API: ${what}`];
      },
      async release(id = `${topology.releaseId().replace(/-r\d+$/, '')}-r${Date.now() % 1_000_000}`) {
        await topology.rollOut(id);
        return [`release ${id} is rolled out`];
      },
      async load(journeys, pages) {
        const rates = { journeysPerSecond: rateOf(journeys), pagesPerSecond: rateOf(pages) };
        load ??= startLoad(
          { origin: topology.elbUrl, ca: topology.elbAuthority, id: `${topology.runId}k`, ...rates },
          rememberMs,
        );
        load.setRates(rates);
        return Promise.resolve([
          `${rates.journeysPerSecond} journeys and ${rates.pagesPerSecond} pages a second`,
        ]);
      },
      async status() {
        const lines = await statusLines(topology);
        return load ? [...lines, `shoppers: ${loadInWords(load, Date.now())}`] : lines;
      },
    };

  return {
    run(words) {
      const [name = '', ...rest] = words;
      const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
      if (!command)
        throw new UnknownCommand(`There is no "${name}". There are: ${Object.keys(commands).join(', ')}.`);
      return command(...rest);
    },
    load: () => load,
    end: () => load?.stop(),
  };
}

function cutOf(what = ''): Cut {
  const cut = cuts.find((known) => known === what);
  if (!cut) throw new UnknownCommand(`What can be cut: ${cuts.join(', ')}. Not "${what}".`);
  return cut;
}

/** An instance by its id, a node by its name, or whoever holds the address; with one of its programs. */
async function targetOf(topology: Topology, what = '', program?: string) {
  const instance = what === 'holder' ? await topology.holder() : what;
  const exists = topology.instances().some(({ id, node }) => id === instance || node === instance);
  if (instance === null || !exists) {
    const ids = topology.instances().map(({ id, node }) => node ?? id);
    throw new UnknownCommand(`There is no instance "${what}". There are: holder, ${ids.join(', ')}.`);
  }
  if (program === undefined) return { instance };
  const known = programNames.find((name) => name === program);
  if (!known) throw new UnknownCommand(`Programs are ${programNames.join(', ')}. Not "${program}".`);
  return { instance, process: unitOf(topology, instance, known) };
}

async function dataNodeOf(topology: Topology, what: string | undefined): Promise<DataNode> {
  const { instance } = await targetOf(topology, what);
  if (instance === 'a' || instance === 'b') return instance;
  throw new UnknownCommand('Only the data servers a and b, or the holder, have a volume to fill.');
}

function rateOf(text = ''): number {
  const rate = Number(text);
  if (text !== '' && rate >= 0 && rate <= 1_000) return rate;
  throw new UnknownCommand('load JOURNEYS PAGES: two rates a second, from 0 to 1,000.');
}

const nameOf = (target: { readonly instance: string; readonly process?: string }) =>
  target.process === undefined ? target.instance : `${target.process} on ${target.instance}`;

function proofLines({ statement, observations }: Proof): readonly string[] {
  return [statement, ...observations.map(({ command, seen }) => `  ${command}: ${seen}`)];
}

async function statusLines(topology: Topology): Promise<readonly string[]> {
  const holder = await topology.holder();
  return [
    `${topology.elbUrl}, release ${topology.releaseId()}`,
    holder === null ? 'nobody holds the address' : `${holder} holds the address`,
    ...topology.instances().map(({ id, role, node, zone, state, targetHealth, cpu, memoryBytes }) => {
      const health = targetHealth === undefined ? '' : `, ${targetHealth}`;
      return `${(node ?? id).padEnd(20)} ${role.padEnd(8)} zone ${zone}  ${state}${health}, ${Math.round(cpu * 100)}% CPU, ${Math.round(memoryBytes / 2 ** 20)} MiB`;
    }),
  ];
}
