import { describe, expect, it } from 'vitest';
import { parsePartKey, partKey, type StoredPart } from '../backup/binlog-keys.ts';
import { chooseLogs, logsOf, logsSince, unbroken, type StoredLogs } from './logs.ts';

const log = '20261124T120000Z-binlog.000004-0123456789ab';
const part = (from: number, to: number): StoredPart => ({ node: 'a', log, from, to });

describe('stored parts of binary logs', () => {
  it('are found by their keys', () => {
    expect(parsePartKey(partKey(part(0, 4_711)))).toEqual(part(0, 4_711));
    expect(parsePartKey('backups/binlog/a/readme')).toBeUndefined();
  });

  it('follow one another, and of two that begin alike the longer one counts', () => {
    expect(unbroken([part(50, 80), part(0, 20), part(0, 50)])).toEqual([part(0, 50), part(50, 80)]);
  });

  it('end where one is missing', () => {
    expect(unbroken([part(0, 50), part(60, 80)])).toEqual([part(0, 50)]);
    expect(unbroken([part(10, 50)])).toEqual([]);
  });
});

describe('logs of one server', () => {
  const [begun, later] = ['20261124T120000Z-binlog.000004', '20261124T130000Z-binlog.000005'];
  const named = (name: string, from: number, to: number): StoredPart => ({ node: 'a', log: name, from, to });
  const reach = (parts: readonly StoredPart[]) =>
    logsOf(parts).map(({ name, parts: kept }) => [name, kept.at(-1)?.to]);

  it.each([
    ['000000000000', 'ffffffffffff'],
    ['ffffffffffff', '000000000000'],
  ])('count once when they are stored under two names, and the longer one does', (short, long) => {
    const parts = [
      named(`${begun}-${short}`, 0, 50),
      named(`${begun}-${long}`, 0, 40),
      named(`${begun}-${long}`, 40, 90),
      // It holds a later end, but not what leads to it.
      named(`${begun}-${short}`, 60, 200),
    ];
    expect(reach(parts)).toEqual([[`${begun}-${long}`, 90]]);
    expect(reach(parts.toReversed())).toEqual([[`${begun}-${long}`, 90]]);
  });

  it('count each when they have different numbers or were begun at different moments', () => {
    const names = [
      `${begun}-0123456789ab`,
      '20261124T120000Z-binlog.000005-0123456789ab',
      '20261124T120001Z-binlog.000004-0123456789ab',
    ];
    expect(reach(names.toReversed().map((name) => named(name, 0, 9)))).toEqual(
      names.map((name) => [name, 9]),
    );
  });

  it('are needed from the one on that was written when the backup began, whatever its names', () => {
    const logs = logsOf([
      named(`${begun}-000000000000`, 0, 90),
      named(`${begun}-ffffffffffff`, 0, 50),
      named(`${later}-0123456789ab`, 0, 9),
    ]);
    const since = (time: string) =>
      logsSince(logs, new Date(`2026-11-24T${time}Z`)).map(({ name }) => name.slice(0, begun.length));
    expect(since('12:30:00')).toEqual([begun, later]);
    expect(since('13:30:00')).toEqual([later]);
  });
});

describe('the server whose logs a restore goes by', () => {
  const logs = (node: 'a' | 'b', minute: number): StoredLogs => ({
    node,
    logs: [],
    lastAt: new Date(Date.UTC(2026, 10, 24, 12, minute)),
  });

  it('is the one that made the backup, unless the other’s logs reach further', () => {
    expect(chooseLogs([logs('a', 5), logs('b', 5)], 'b', undefined)?.node).toBe('b');
    expect(chooseLogs([logs('a', 6), logs('b', 5)], 'b', undefined)?.node).toBe('a');
  });

  it('stays the one that made the backup when its logs reach the moment', () => {
    expect(chooseLogs([logs('a', 9), logs('b', 5)], 'b', new Date(Date.UTC(2026, 10, 24, 12, 4)))?.node).toBe(
      'b',
    );
  });

  it('is whichever has logs', () => {
    expect(chooseLogs([logs('a', 1)], 'b', undefined)?.node).toBe('a');
    expect(chooseLogs([], 'b', undefined)).toBeUndefined();
  });
});
