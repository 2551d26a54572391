import { expect, it } from 'vitest';
import { recoveredPosition, savedPosition } from './position.ts';

const uuid = '6f9b1c3e-1234-11f1-8abc-000000000001';

it('is read from what mariadbd --wsrep-recover says', () => {
  const log = `2026-11-24 12:00:00 0 [Note] InnoDB: ...\n2026-11-24 12:00:01 0 [Note] WSREP: Recovered position: ${uuid}:4711,1-1-99\n`;
  expect(recoveredPosition(log)).toEqual({ uuid, seqno: 4711 });
  expect(recoveredPosition('nothing of it')).toBeUndefined();
});

it('is read from grastate.dat after an orderly stop, and is unknown after a crash', () => {
  const state = (seqno: number) =>
    `# GALERA saved state\nversion: 2.1\nuuid:    ${uuid}\nseqno:   ${seqno}\nsafe_to_bootstrap: 0\n`;
  expect(savedPosition(state(42))).toEqual({ uuid, seqno: 42 });
  expect(savedPosition(state(-1))).toBeUndefined();
  expect(savedPosition(state(3).replace(uuid, '00000000-0000-0000-0000-000000000000'))).toBeUndefined();
});
