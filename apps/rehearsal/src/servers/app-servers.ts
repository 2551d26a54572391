import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { createInstance, type Instance } from '../instances/instance.ts';
import { configure, fetchRelease, makeInstanceRoot } from '../instances/set-up.ts';
import { connectInstance } from '../network/fabric.ts';
import { addressIn } from '../network/ipv4.ts';
import { deleteNamespace, tryInNamespace } from '../network/namespaces.ts';
import { removeGroup } from '../run/cgroup.ts';
import type { Zone } from '../topology.ts';
import type { ServersOptions } from './fixed-servers.ts';
import { sizes } from './sizes.ts';

/** Where app servers' addresses begin in their subnet; the first ones are the data servers'. */
const firstAddress = 100;

/** What the group does to a server: makes it, looks whether it serves, takes it away. */
export interface AppServers {
  create(name: string, zone: Zone, releaseId: string): Promise<Instance>;
  serves(instance: Instance): Promise<boolean>;
  remove(instance: Instance): Promise<void>;
}

export function createAppServers(options: ServersOptions): AppServers {
  const { run, trees, plan, ground, facts, timeline } = options;
  const { fabric, membership } = ground;
  let count = 0;

  return {
    async create(name, zone, releaseId) {
      const address = addressIn(fabric.subnets[zone], firstAddress + count);
      count += 1;
      const its = facts.app({ zone, address, releaseId });
      const root = join(run.directory, 'instances', name);
      await makeInstanceRoot(root, its, { hostname: name, resolverAddress: fabric.resolverAddress });
      const namespace = await connectInstance(run, fabric, { name, zone, address });
      await membership.join('app', namespace, address);
      return createInstance({
        run,
        trees,
        timeline,
        name,
        role: 'app',
        zone,
        address,
        namespace,
        gateway: fabric.gateways[zone],
        size: sizes.app,
        root,
        async prepare(machine, isFirstBoot) {
          if (isFirstBoot) await fetchRelease(machine, its, facts.access);
          return configure(machine, root, its);
        },
      });
    },

    async serves({ options: { namespace } }) {
      const { healthCheck, targetPort } = plan.loadBalancer;
      const ask = `printf 'GET ${healthCheck.path} HTTP/1.0\\r\\n\\r\\n' | socat -t 2 - TCP:127.0.0.1:${targetPort},connect-timeout=1`;
      const { stdout } = await tryInNamespace(namespace, ['sh', '-c', ask], { timeoutMs: 4_000 });
      return /^HTTP\/1\.\d 200 /.test(stdout);
    },

    async remove({ options: { name, namespace, root }, groupPath }) {
      await membership.leave(namespace);
      await removeGroup(trees, groupPath);
      await deleteNamespace(namespace);
      await rm(root, { recursive: true, force: true });
      timeline.record({ kind: 'instance', instance: name, state: 'terminated', why: 'gone' });
    },
  };
}
