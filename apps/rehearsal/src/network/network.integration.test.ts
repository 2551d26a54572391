import { afterAll, beforeAll, expect, it } from 'vitest';
import { removeRun, tracesOf } from '../cleanup/sweep.ts';
import { beginRun, type Run } from '../run/run.ts';
import { describeAsRoot } from '../testing/as-root.ts';
import { createCuts, type Cuts } from './cuts.ts';
import { buildFabric, connectInstance, switchOff, switchOn, type Fabric } from './fabric.ts';
import { tryInNamespace } from './namespaces.ts';

describeAsRoot('the network of a rehearsal', () => {
  let run: Run;
  let fabric: Fabric;
  let cuts: Cuts;
  let inA: string;
  let alsoInA: string;
  let inB: string;

  beforeAll(async () => {
    run = await beginRun();
    fabric = await buildFabric(run, {
      network: '10.20.0.0/16',
      subnets: { a: '10.20.0.0/20', b: '10.20.16.0/20', c: '10.20.32.0/20' },
    });
    cuts = createCuts(fabric, () => undefined);
    inA = await connectInstance(run, fabric, { name: 'one', zone: 'a', address: '10.20.0.10' });
    alsoInA = await connectInstance(run, fabric, { name: 'two', zone: 'a', address: '10.20.0.11' });
    inB = await connectInstance(run, fabric, { name: 'three', zone: 'b', address: '10.20.16.10' });
  });

  afterAll(async () => {
    await removeRun(run.id);
    expect(await tracesOf(run)).toEqual([]);
  });

  const pings = async (namespace: string, to: string) =>
    (await tryInNamespace(namespace, ['ping', '-n', '-c', '1', '-W', '1', to])).code === 0;

  it('joins the zones, the load balancer and the API', async () => {
    expect([
      await pings(inA, '10.20.16.10'),
      await pings(inB, fabric.cloud.address),
      await pings(fabric.elb.namespace, '10.20.0.10'),
      await pings(inB, fabric.resolverAddress),
    ]).toEqual([true, true, true, true]);
  });

  it('keeps the inside of a zone that is cut off, and nothing else', async () => {
    const proof = await cuts.cut('zone-a');
    expect(proof.observations.map(({ seen }) => seen)).toEqual(['no answer', 'no answer']);
    expect([
      await pings(inA, '10.20.0.11'),
      await pings(inA, '10.20.16.10'),
      await pings(inB, '10.20.0.10'),
    ]).toEqual([true, false, false]);
    await cuts.heal('zone-a');
    expect(await pings(inA, '10.20.16.10')).toBe(true);
  });

  it('loses the API alone', async () => {
    await cuts.cut('cloud');
    expect([await pings(inA, fabric.cloud.address), await pings(inA, '10.20.16.10')]).toEqual([false, true]);
    await cuts.heal('cloud');
    expect(await pings(inA, fabric.cloud.address)).toBe(true);
  });

  it('refuses to count a cut that did not take effect', async () => {
    const elsewhere = createCuts(
      { ...fabric, bridges: fabric.router, witnesses: fabric.gateways },
      () => undefined,
    );
    await expect(elsewhere.cut('zone-b')).rejects.toThrow();
    expect(elsewhere.active.size).toBe(0);
  });

  it('lets packets to a host that is off vanish, instead of refusing them', async () => {
    const connect = (from: string, to: string) =>
      tryInNamespace(from, [
        process.execPath,
        '--eval',
        `const s = require('net').connect({ host: '${to}', port: 9 });
         s.on('error', (e) => { console.log(e.code); process.exit(); });
         setTimeout(() => { console.log('silence'); process.exit(); }, 1500);`,
      ]);
    expect((await connect(inB, '10.20.0.11')).stdout.trim()).toBe('ECONNREFUSED');
    await switchOff(alsoInA);
    expect((await connect(inB, '10.20.0.11')).stdout.trim()).toBe('silence');
    await switchOn(alsoInA, fabric.gateways.a);
    expect((await connect(inB, '10.20.0.11')).stdout.trim()).toBe('ECONNREFUSED');
  });
});
