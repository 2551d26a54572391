import type { Drill } from './drill.ts';
import { lookForOrder } from './kill-holder.ts';
import { theHolder, unitOf } from './people.ts';

export const freezeHolder: Drill = {
  name: 'freeze-holder',
  sentence: 'every program of the data server that holds the address stands still; its sockets stay open',
  bars: [{ measure: 'serviceBackMs', atMost: 15_000 }],
  async run(context) {
    const { topology, times } = context;
    const holder = await theHolder(topology);
    const at = await context.fault(`data server ${holder}, the holder, is frozen`, () =>
      topology.freeze({ instance: holder }),
    );
    await lookForOrder(context, at);
    await context.pause(times.afterMs);
    await context.relief(`data server ${holder} goes on`, () => topology.thaw({ instance: holder }));
    return {};
  },
};

export const freezeHolderMariadb: Drill = {
  name: 'freeze-holder-mariadb',
  sentence: 'MariaDB hangs on the data server that holds the address; the server itself is well',
  bars: [{ measure: 'serviceBackMs', atMost: 15_000 }],
  async run(context) {
    const { topology, times } = context;
    const holder = await theHolder(topology);
    const target = { instance: holder, process: unitOf(topology, holder, 'mariadb') };
    const at = await context.fault(`MariaDB on ${holder}, the holder, is frozen`, () =>
      topology.freeze(target),
    );
    await lookForOrder(context, at);
    await context.pause(times.afterMs);
    await context.relief(`MariaDB on ${holder} goes on`, () => topology.thaw(target));
    return {};
  },
};
