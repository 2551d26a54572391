import type { Drill } from './drill.ts';
import { lookForOrder } from './kill-holder.ts';
import { theHolder } from './people.ts';

export const fillDisk: Drill = {
  name: 'fill-disk',
  sentence: 'the data volume of the data server that holds the address is full',
  bars: [{ measure: 'serviceBackMs', atMost: 15_000 }],
  async run(context) {
    const { topology, times } = context;
    const holder = await theHolder(topology);
    const at = await context.fault(`the volume of ${holder}, the holder, is full`, () =>
      topology.fillDisk(holder),
    );
    await lookForOrder(context, at);
    await context.pause(times.afterMs);
    await context.relief(`the volume of ${holder} has room again`, () => topology.freeDisk(holder));
    return {};
  },
};
