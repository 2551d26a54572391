import { setTimeout as sleep } from 'node:timers/promises';
import { FaultNotProven, type Cut, type Observation, type Proof, type Zone } from '../topology.ts';
import { portOf, type Fabric } from './fabric.ts';
import { inNamespace, tryInNamespace } from './namespaces.ts';

/** The tunnel's ends, as far as they have to be known to cut it and to show it. */
export interface TunnelPlan {
  readonly port: number;
  readonly ends: Readonly<
    Record<
      'a' | 'b',
      { readonly namespace: string; readonly address: string; readonly tunnelAddress: string }
    >
  >;
  /** The witness's tunnel address, which answers while the tunnel between the two others is cut. */
  readonly witnessTunnelAddress: string;
}

/** What is cut now, and the means to cut and heal; every change is shown by pings before it counts. */
export interface Cuts {
  readonly active: ReadonlySet<Cut>;
  cut(what: Cut): Promise<Proof>;
  heal(what: Cut): Promise<Proof>;
}

/** A tunnel needs a new handshake, which is tried every five seconds. In ms. */
const patienceMs = 20_000;

interface Ping {
  readonly namespace: string;
  readonly place: string;
  readonly from?: string;
  readonly to: string;
  readonly expected: Observation['expected'];
}

/** @param tunnel undefined while the data servers do not run; then the tunnel cannot be cut */
export function createCuts(fabric: Fabric, tunnel: () => TunnelPlan | undefined): Cuts {
  const active = new Set<Cut>();

  async function change(what: Cut, isCut: boolean): Promise<Proof> {
    await apply(what, isCut);
    const proof = await prove(what, isCut, Date.now());
    if (proof.observations.every(({ expected, seen }) => expected === seen)) {
      if (isCut) active.add(what);
      else active.delete(what);
      return proof;
    }
    if (isCut) await apply(what, false);
    throw new FaultNotProven(proof);
  }

  async function apply(what: Cut, isCut: boolean): Promise<void> {
    if (what === 'tunnel') {
      const { port, ends } = existing(tunnel());
      const pairs = [
        `${ends.a.address} . ${ends.b.address} . ${port}`,
        `${ends.b.address} . ${ends.a.address} . ${port}`,
      ];
      const verb = isCut ? 'add' : 'delete';
      await inNamespace(fabric.router, [
        'nft',
        verb,
        'element',
        'ip',
        'cuts',
        'pairs',
        `{ ${pairs.join(', ')} }`,
      ]);
    } else if (what === 'cloud') {
      await setLink(fabric.router, 'cloud', isCut);
    } else {
      await setLink(fabric.bridges, portOf(zoneOf(what)), isCut);
    }
  }

  async function prove(what: Cut, isCut: boolean, since: number): Promise<Proof> {
    const deadline = Date.now() + patienceMs;
    while (true) {
      const observations = await Promise.all(pings(what, isCut).map(observe));
      const shown = observations.every(({ expected, seen }) => expected === seen);
      if (shown || Date.now() > deadline) {
        return { statement: `${what} is ${isCut ? 'cut' : 'whole'}`, since, at: Date.now(), observations };
      }
      await sleep(200);
    }
  }

  function pings(what: Cut, isCut: boolean): Ping[] {
    const expected = isCut ? 'no answer' : 'answers';
    if (what === 'tunnel') {
      const { ends, witnessTunnelAddress } = existing(tunnel());
      return (['a', 'b'] as const).flatMap((node) => {
        const { namespace } = ends[node];
        const peer = ends[node === 'a' ? 'b' : 'a'].tunnelAddress;
        return [
          { namespace, place: `data server ${node}`, to: peer, expected },
          { namespace, place: `data server ${node}`, to: witnessTunnelAddress, expected: 'answers' },
        ];
      });
    }
    if (what === 'cloud')
      return [fromZone('a', fabric.cloud.address, expected), fromZone('b', fabric.cloud.address, expected)];
    const zone = zoneOf(what);
    return [
      fromZone(zone, fabric.gateways[zone], expected),
      {
        namespace: fabric.router,
        place: 'the router',
        to: fabric.witnesses[zone],
        expected,
      },
    ];
  }

  const fromZone = (zone: Zone, to: string, expected: Observation['expected']): Ping => ({
    namespace: fabric.bridges,
    place: `zone ${zone}`,
    from: fabric.witnesses[zone],
    to,
    expected,
  });

  return { active, cut: (what) => change(what, true), heal: (what) => change(what, false) };
}

function existing(plan: TunnelPlan | undefined): TunnelPlan {
  if (plan) return plan;
  throw new Error('The tunnel can be cut while both data servers and the witness run, not before.');
}

const zoneOf = (what: 'zone-a' | 'zone-b' | 'witness'): Zone =>
  what === 'zone-a' ? 'a' : what === 'zone-b' ? 'b' : 'c';

async function setLink(namespace: string, link: string, isCut: boolean): Promise<void> {
  await inNamespace(namespace, ['ip', 'link', 'set', link, isCut ? 'down' : 'up']);
}

/** One ping, and whether it was answered within a second. */
export async function observe({ namespace, place, from, to, expected }: Ping): Promise<Observation> {
  const words = ['ping', '-n', '-c', '1', '-W', '1', ...(from ? ['-I', from] : []), to];
  const { code, stdout, stderr } = await tryInNamespace(namespace, words, { timeoutMs: 5_000 });
  return {
    command: `${words.join(' ')} (in ${place})`,
    output: `${stdout}${stderr}`.trim(),
    expected,
    seen: code === 0 ? 'answers' : 'no answer',
  };
}
