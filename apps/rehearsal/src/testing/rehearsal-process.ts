import { startReaper } from '../cleanup/start-reaper.ts';
import { buildFabric } from '../network/fabric.ts';
import { findCgroupTrees, makeGroup } from '../run/cgroup.ts';
import { startDaemon } from '../run/daemon.ts';
import { beginRun, groupOf } from '../run/run.ts';

/** A rehearsal of a network and one program in a process of its own, which tests kill: prints its run's id and waits. */
const run = await beginRun();
if (process.argv[2] === 'with-reaper') startReaper(run);
const fabric = await buildFabric(run, {
  network: '10.20.0.0/16',
  subnets: { a: '10.20.0.0/20', b: '10.20.16.0/20', c: '10.20.32.0/20' },
});
const group = await makeGroup(findCgroupTrees(), `${groupOf(run)}/ground`);
startDaemon(run, { name: 'sleeper', command: ['sleep', '3600'], namespace: fabric.router, group });
process.stdout.write(`${run.id}\n`);
