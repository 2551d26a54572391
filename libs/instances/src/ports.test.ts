import { describe, expect, it } from 'vitest';
import { allPorts, ports } from './ports.ts';

describe('the ports', () => {
  it('let the world reach the load balancer and nothing else', () => {
    const open = allPorts.filter(({ from }) => from.includes('world'));
    expect(open.map(({ on }) => on)).toEqual(['load-balancer', 'load-balancer']);
  });

  it('let only app servers and the other data server reach database and cache', () => {
    for (const { from } of [ports.database, ports.cache]) expect([...from].sort()).toEqual(['app', 'data']);
  });

  it('show nothing of replication outside the tunnel', () => {
    const outside = allPorts.filter(({ network }) => network === 'vpc').map(({ port }) => port);
    for (const port of [4444, 4567, 4568, 4570, 4571, 22]) expect(outside).not.toContain(port);
  });
});
