import { describe, expect, it } from 'vitest';
import { parsePartKey, partKey, type StoredPart } from '../backup/binlog-keys.ts';
import { chooseLogs, unbroken, type StoredLogs } from './logs.ts';

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
