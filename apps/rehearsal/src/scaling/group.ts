import { setTimeout as sleep } from 'node:timers/promises';
import type { LoadBalancer } from '../elb/load-balancer.ts';
import type { Instance } from '../instances/instance.ts';
import type { GroupPlan } from '../template/plan.ts';
import type { Timeline } from '../timeline/timeline.ts';
import type { Zone } from '../topology.ts';
import { measureCpu } from './cpu-use.ts';
import { trackTarget, type Minute } from './target-tracking.ts';

export interface GroupOptions {
  readonly plan: GroupPlan;
  readonly elb: LoadBalancer;
  readonly timeline: Timeline;
  /** How many times faster than Auto Scaling's the group's minutes pass. */
  readonly speed: number;
  readonly releaseId: string;
  /** Zones that new servers can be launched in now. */
  readonly usableZones: () => readonly Zone[];
  /** Makes a server, which then has to be booted. */
  readonly create: (name: string, zone: Zone, releaseId: string) => Promise<Instance>;
  /** Whether it answers its health check itself: what its launch hook waits for. */
  readonly serves: (instance: Instance) => Promise<boolean>;
  readonly remove: (instance: Instance) => Promise<void>;
  readonly failed: (error: unknown) => void;
}

export interface Server {
  readonly instance: Instance;
  readonly releaseId: string;
  /** When it came into service, in ms; undefined while it boots. */
  inServiceAt: number | undefined;
  /** Since when it is not healthy, in ms. */
  illSince: number | undefined;
  leaving: boolean;
}

/** The Auto Scaling group: keeps as many healthy app servers as its policy wants, and replaces them for a release. */
export interface Group {
  servers(): readonly Server[];
  releaseId(): string;
  desired(): number;
  /** Launches the first servers; done when all of them are in service. */
  fill(): Promise<void>;
  /** From now on the policy is followed, and servers that are ill are replaced. */
  watch(): void;
  /** New servers in before old ones out, until all have this release. */
  refresh(releaseId: string): Promise<void>;
  stop(): Promise<void>;
}

const lookMs = 1_000;
const hookMs = 500;

export function createGroup(options: GroupOptions): Group {
  const { plan, elb, timeline, speed, failed } = options;
  const end = new AbortController();
  const servers = new Set<Server>();
  /** Zones of servers that are being made: they count as much as those that are there. */
  const claims: Zone[] = [];
  const works = new Set<Promise<void>>();
  let { releaseId } = options;
  let desired = plan.minimum;
  let count = 0;
  let refreshing = false;
  let watching: Promise<void> = Promise.resolve();
  const minutes: Minute[] = [];
  const cpu = measureCpu();

  /** A time of the group's, in ms of this machine. */
  const scaled = (seconds: number): number => (seconds * 1_000) / speed;
  const staying = (): Server[] => [...servers].filter(({ leaving }) => !leaving);

  const outdated = (release: string): Server | undefined =>
    staying().find((server) => server.releaseId !== release);

  /** The zone with the fewest servers, of those that can be used; without one that is about to leave. */
  function nextZone(leaving?: Server): Zone {
    const usable = plan.zones.filter((zone) => options.usableZones().includes(zone));
    const taken = [
      ...staying()
        .filter((server) => server !== leaving)
        .map(zoneOf),
      ...claims,
    ];
    const inZone = (zone: Zone) => taken.filter((one) => one === zone).length;
    return (usable.length > 0 ? usable : plan.zones).reduce((fewest, zone) =>
      inZone(zone) < inZone(fewest) ? zone : fewest,
    );
  }

  /** Servers are spread unevenly once a zone that was lost is back: a new one in it makes one of the others surplus. */
  function isUneven(): boolean {
    const counts = plan.zones.map((zone) => staying().filter((server) => zoneOf(server) === zone).length);
    return (
      Math.max(...counts) - Math.min(...counts) > 1 &&
      plan.zones.every((zone) => options.usableZones().includes(zone))
    );
  }

  /** @throws Error when it does not come into service in the time of the launch hook; it is given up then */
  async function launch(release: string, zone = nextZone()): Promise<Server> {
    count += 1;
    claims.push(zone);
    const instance = await options
      .create(`app-${count}`, zone, release)
      .finally(() => claims.splice(claims.indexOf(zone), 1));
    const server: Server = {
      instance,
      releaseId: release,
      inServiceAt: undefined,
      illSince: undefined,
      leaving: false,
    };
    servers.add(server);
    const deadline = Date.now() + plan.launchTimeoutSeconds * 1_000;
    const requireWanted = () => {
      if (end.signal.aborted || server.leaving) throw new Error('it is not wanted any more');
      if (Date.now() > deadline) throw new Error(`it does not serve after ${plan.launchTimeoutSeconds} s`);
    };
    try {
      await instance.boot();
      while (!(await options.serves(instance))) {
        requireWanted();
        await sleep(hookMs);
      }
      await elb.register(instance.options.name, instance.options.address);
      while (elb.health(instance.options.name) !== 'healthy') {
        requireWanted();
        await sleep(hookMs);
      }
    } catch (error) {
      await take(server, true);
      throw new Error(
        `${instance.options.name} was given up: ${error instanceof Error ? error.message : String(error)}`,
        { cause: error },
      );
    }
    server.inServiceAt = Date.now();
    return server;
  }

  /** Ends a server: out of rotation first, then its programs in their order, unless it is ill anyway. */
  async function take(server: Server, isIll: boolean): Promise<void> {
    if (server.leaving) return;
    server.leaving = true;
    const { instance } = server;
    await elb.deregister(instance.options.name);
    if (isIll) await instance.powerOff('terminated: it is ill');
    else await instance.shutDown('terminated: it is not needed any more');
    await options.remove(instance);
    servers.delete(server);
  }

  /** Work that the loop does not wait for; stop() does. */
  function inBackground(work: Promise<unknown>): void {
    const done = work.then(
      () => undefined,
      (error: unknown) => {
        if (!end.signal.aborted) failed(error);
      },
    );
    works.add(done);
    void done.then(() => works.delete(done));
  }

  function look(): void {
    for (const server of staying()) {
      const { instance } = server;
      const health = elb.health(instance.options.name);
      // The load balancer is the first to know, also of a server without power: minutes of the group pass faster here.
      const isIll =
        server.inServiceAt === undefined
          ? instance.state() === 'stopped'
          : health === 'unhealthy' || (instance.state() === 'stopped' && health !== 'healthy');
      const graceEnds = (server.inServiceAt ?? Infinity) + plan.gracePeriodSeconds * 1_000;
      if (!isIll) server.illSince = undefined;
      else server.illSince ??= Date.now();
      const due = server.illSince !== undefined && Date.now() - server.illSince > scaled(60);
      if (due && (Date.now() > graceEnds || instance.state() === 'stopped')) inBackground(take(server, true));
    }
    if (refreshing) return;
    const have = staying();
    for (let missing = desired - have.length - claims.length; missing > 0; missing -= 1) {
      inBackground(launch(releaseId));
    }
    if (have.length === desired && claims.length === 0 && isUneven()) inBackground(launch(releaseId));
    const serving = have.filter(({ inServiceAt }) => inServiceAt !== undefined);
    // Of the zone with the most, the one that has been there the longest.
    if (serving.length > desired) inBackground(take(serving.sort(byZoneThenAge(serving))[0]!, false));
  }

  async function loop(): Promise<void> {
    let minuteEnds = Date.now() + scaled(60);
    while (!end.signal.aborted) {
      try {
        look();
        if (Date.now() >= minuteEnds) {
          minuteEnds = Date.now() + scaled(60);
          await countMinute();
        }
      } catch (error) {
        failed(error);
      }
      await sleep(lookMs, undefined, { signal: end.signal }).catch(() => undefined);
    }
  }

  async function countMinute(): Promise<void> {
    const warm = staying().filter(
      ({ inServiceAt }) => inServiceAt !== undefined && Date.now() - inServiceAt > scaled(plan.warmupSeconds),
    );
    const cpuPercent = await cpu(warm.map(({ instance }) => instance));
    if (cpuPercent === undefined || refreshing) return;
    minutes.push({ cpuPercent, servers: warm.length });
    const wish = trackTarget(plan, desired, minutes);
    if (!wish) return;
    desired = wish.desired;
    minutes.length = 0;
    timeline.record({ kind: 'scaling', ...wish });
  }

  return {
    servers: () => [...servers],
    releaseId: () => releaseId,
    desired: () => desired,
    async fill() {
      timeline.record({ kind: 'scaling', desired, why: 'the group begins with its minimum' });
      await Promise.all(Array.from({ length: desired }, () => launch(releaseId)));
    },
    watch() {
      watching = loop();
    },
    async refresh(next) {
      if (refreshing) throw new Error('A release is being rolled out already.');
      refreshing = true;
      releaseId = next;
      timeline.record({ kind: 'release', releaseId: next, state: 'began' });
      try {
        for (let old = outdated(next); old; old = outdated(next)) {
          await launch(next, nextZone(old));
          await sleep(scaled(plan.warmupSeconds), undefined, { signal: end.signal });
          await take(old, false);
        }
        timeline.record({ kind: 'release', releaseId: next, state: 'ended' });
      } finally {
        refreshing = false;
        minutes.length = 0;
      }
    },
    async stop() {
      end.abort();
      await watching;
      await Promise.all(works);
    },
  };
}

const zoneOf = ({ instance }: Server): Zone => instance.options.zone;

function byZoneThenAge(all: readonly Server[]) {
  const inZone = (server: Server) => all.filter((other) => zoneOf(other) === zoneOf(server)).length;
  return (one: Server, other: Server): number =>
    inZone(other) - inZone(one) || (one.inServiceAt ?? Infinity) - (other.inServiceAt ?? Infinity);
}
