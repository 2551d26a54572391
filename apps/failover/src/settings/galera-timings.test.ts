import { galeraTimings } from '@perfume/instances';
import { expect, it } from 'vitest';
import { usualGaleraTimings } from './timings.ts';

/** `PT2.5S` in ms. */
function msOf(name: string): number {
  const value = galeraTimings.find((timing) => timing.name === name)?.value ?? '';
  return Number(/^PT([\d.]+)S$/.exec(value)?.[1]) * 1_000;
}

it('are those that the data servers have', () => {
  expect(usualGaleraTimings).toEqual({
    peerTimeoutMs: msOf('gmcast.peer_timeout'),
    suspectTimeoutMs: msOf('evs.suspect_timeout'),
    inactiveTimeoutMs: msOf('evs.inactive_timeout'),
    installTimeoutMs: msOf('evs.install_timeout'),
  });
});
