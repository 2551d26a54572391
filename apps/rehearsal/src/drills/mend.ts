import type { Cut, DataNode, Topology } from '../topology.ts';

const cuts: readonly Cut[] = ['zone-a', 'zone-b', 'witness', 'tunnel', 'cloud'];
const dataNodes: readonly DataNode[] = ['a', 'b'];

/** Ends everything that a drill may have begun and did not end itself, because something went wrong in it. */
export async function mend(topology: Topology): Promise<void> {
  await attempt(() => topology.cloudFault(undefined));
  for (const cut of cuts) await attempt(() => topology.heal(cut));
  for (const { id, state, processes } of topology.instances()) {
    if (state === 'frozen') await attempt(() => topology.thaw({ instance: id }));
    for (const { name, state: processState } of processes)
      if (state === 'running' && processState === 'frozen')
        await attempt(() => topology.thaw({ instance: id, process: name }));
    if (state === 'stopped') await attempt(() => topology.start(id));
  }
  for (const node of dataNodes) await attempt(() => topology.freeDisk(node));
}

/** What cannot be mended shows itself in what the topology lacks afterwards. */
async function attempt(act: () => Promise<unknown>): Promise<void> {
  try {
    await act();
  } catch {
    // Most of it was never broken.
  }
}
