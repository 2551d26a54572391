import { expect, it } from 'vitest';
import { Hearing, silentMs } from './hearing.ts';
import { parseDump } from './wireguard.ts';

const dump = (received: number) =>
  `private\tpublic\t51820\toff\nPEER=\t(none)\t10.20.16.10:51820\t10.77.0.2/32\t1764000000\t${received}\t900\t5\nNEVER=\t(none)\t(none)\t10.77.0.3/32\t0\t0\t0\t5\n`;

it('reads from the interface when and how much each peer was heard', () => {
  const states = parseDump(dump(700), 1_764_000_010_000);
  expect(states.get('PEER=')).toEqual({ handshakeAge: 10, received: 700 });
  expect(states.get('NEVER=')).toEqual({ handshakeAge: Infinity, received: 0 });
});

it('takes a peer from which nothing more comes for silent, long before its handshake is old', () => {
  const hearing = new Hearing();
  hearing.note(parseDump(dump(700), 0), 0);
  expect(hearing.hears('PEER=', 0)).toBe(true);
  expect(hearing.hears('NEVER=', 0)).toBe(false);
  hearing.note(parseDump(dump(700), 0), silentMs);
  expect(hearing.hears('PEER=', silentMs)).toBe(false);
  hearing.note(parseDump(dump(732), 0), silentMs + 1);
  expect(hearing.hears('PEER=', silentMs + 1)).toBe(true);
});
