import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Group } from '../run/cgroup.ts';
import { startDaemon } from '../run/daemon.ts';
import type { Run } from '../run/run.ts';
import type { TargetHealth } from '../topology.ts';
import {
  checkArguments,
  checkedBackend,
  haproxyConfiguration,
  openBackend,
  servingBackend,
  type LoadBalancerPlan,
} from './configuration.ts';
import { makeCertificate } from './certificate.ts';
import { askHaproxy, parseStatistics, tellHaproxy, type TargetLine } from './runtime-socket.ts';

export interface LoadBalancerOptions {
  readonly plan: LoadBalancerPlan;
  readonly namespace: string;
  readonly publicAddress: string;
  readonly group: Group;
  /** Called whenever a target's health becomes another one. */
  readonly changed: (target: string, health: TargetHealth) => void;
}

export interface LoadBalancer {
  readonly url: string;
  /** Whom to trust to be it: its certificate, in PEM. */
  readonly authority: string;
  /** From now on the target is asked for its health, and gets requests once it has passed. */
  register(target: string, address: string): Promise<void>;
  /**
   * No new requests from now on; done when the last one has ended or the deregistration delay is over, which cuts those that
   * are left.
   */
  deregister(target: string): Promise<void>;
  /** Of registered targets; "unused" for all others. */
  health(target: string): TargetHealth;
  stop(): Promise<void>;
}

/** How often HAProxy is asked for its targets, in ms. */
const lookMs = 100;
const startMs = 10_000;

/** @throws Error when HAProxy does not start, which its log explains */
export async function startLoadBalancer(run: Run, options: LoadBalancerOptions): Promise<LoadBalancer> {
  const { plan, namespace, publicAddress, group, changed } = options;
  const socket = join(run.directory, 'elb.sock');
  const configuration = join(run.directory, 'elb.cfg');
  const certificate = await makeCertificate(run.directory, publicAddress);
  await writeFile(
    configuration,
    haproxyConfiguration(plan, { publicAddress, socket, certificate: certificate.path }),
  );
  // -W would leave workers behind that its master has to be asked for; one process is enough.
  const daemon = startDaemon(run, {
    name: 'elb',
    namespace,
    group,
    command: ['haproxy', '-db', '-f', configuration],
  });
  const healths = new Map<string, TargetHealth>();
  const draining = new Set<string>();
  const end = new AbortController();

  const tell = (line: string) => tellHaproxy(socket, line);
  const both = (words: (backend: string) => string) =>
    tell([servingBackend, openBackend].map(words).join('; '));

  function note(target: string, health: TargetHealth): void {
    if (healths.get(target) === health) return;
    healths.set(target, health);
    changed(target, health);
  }

  async function lines(): Promise<TargetLine[]> {
    return parseStatistics(await askHaproxy(socket, 'show stat -1 4 -1'));
  }

  async function look(): Promise<void> {
    for (const { backend, name, status, check } of await lines()) {
      const health = healths.get(name);
      if (backend !== checkedBackend || health === undefined || draining.has(name)) continue;
      if (health === 'initial') {
        // A new target is healthy after one pass, whatever the threshold is for one that was unhealthy.
        if (/^L[67]OK/.test(check)) {
          await tell(`set server ${checkedBackend}/${name} health up`);
          await judge(name, 'healthy');
        } else if (check && !/^INI/.test(check)) await judge(name, 'unhealthy');
      } else await judge(name, status.startsWith('UP') ? 'healthy' : 'unhealthy');
    }
  }

  /** Requests go where checks have passed. */
  async function judge(target: string, health: 'healthy' | 'unhealthy'): Promise<void> {
    if (healths.get(target) === health) return;
    await tell(`set server ${servingBackend}/${target} state ${health === 'healthy' ? 'ready' : 'drain'}`);
    if (!draining.has(target)) note(target, health);
  }

  async function watch(): Promise<void> {
    while (!end.signal.aborted) {
      // HAProxy away is seen by shoppers; the next look says how it is then.
      await look().catch(() => undefined);
      await sleep(lookMs, undefined, { signal: end.signal }).catch(() => undefined);
    }
  }

  async function requestsOf(target: string): Promise<number> {
    const found = (await lines()).filter(({ name }) => name === target);
    return found.reduce((sum, { requestsNow }) => sum + requestsNow, 0);
  }

  const deadline = Date.now() + startMs;
  while (!(await askHaproxy(socket, 'show info').catch(() => ''))) {
    if (daemon.child.exitCode !== null || Date.now() > deadline) {
      throw new Error(`HAProxy does not start; see ${daemon.logPath}.`);
    }
    await sleep(50);
  }
  const watching = watch();

  return {
    url: `https://${publicAddress}`,
    authority: certificate.pem,
    async register(target, address) {
      const at = `${address}:${plan.targetPort}`;
      await tell(`add server ${checkedBackend}/${target} ${at} ${checkArguments(plan)}`);
      await tell(`add server ${servingBackend}/${target} ${at}`);
      await tell(`add server ${openBackend}/${target} ${at}`);
      // A server of HAProxy's is healthy until it is found not to be; a target is not healthy before it has passed.
      await tell(
        `enable health ${checkedBackend}/${target}; enable server ${checkedBackend}/${target}; ` +
          `set server ${checkedBackend}/${target} health down; enable server ${openBackend}/${target}; ` +
          `enable server ${servingBackend}/${target}; set server ${servingBackend}/${target} state drain`,
      );
      note(target, 'initial');
    },
    async deregister(target) {
      if (!healths.has(target) || draining.has(target)) return;
      draining.add(target);
      note(target, 'draining');
      await both((backend) => `set server ${backend}/${target} state drain`);
      const over = Date.now() + plan.deregistrationDelaySeconds * 1_000;
      while (Date.now() < over && (await requestsOf(target)) > 0) await sleep(lookMs);
      await both((backend) => `set server ${backend}/${target} state maint`);
      await tell(`set server ${checkedBackend}/${target} state maint`);
      await both((backend) => `shutdown sessions server ${backend}/${target}`);
      note(target, 'unused');
      healths.delete(target);
      draining.delete(target);
      await remove(target);
    },
    health: (target) => healths.get(target) ?? 'unused',
    async stop() {
      end.abort();
      await watching;
      await daemon.stop();
    },
  };

  /** Idle connections to a target keep it for a moment; in maintenance it gets none, so nothing hangs on the removal. */
  async function remove(target: string): Promise<void> {
    for (const backend of [checkedBackend, servingBackend, openBackend]) {
      for (let attempt = 1; attempt <= 50; attempt += 1) {
        const answer = await askHaproxy(socket, `del server ${backend}/${target}`).catch(() => '');
        if (/deleted|no such server/i.test(answer)) break;
        await sleep(lookMs);
      }
    }
  }
}
