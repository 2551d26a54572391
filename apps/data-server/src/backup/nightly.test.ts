import { describe, expect, it } from 'vitest';
import { decideNight, type NightSituation } from './nightly.ts';

const hourMs = 3_600_000;
const running = (open: boolean, synced = true) =>
  ({ phase: 'running', primary: true, joiner: false, synced, size: 3, uuid: '', seqno: 1, open }) as const;
const night = (parts: Partial<NightSituation>): NightSituation => ({
  own: running(false),
  peer: running(true),
  backupAgeMs: 24 * hourMs,
  hour: 3,
  ...parts,
});

describe('tonight’s backup', () => {
  it('is made by the server that does not serve', () => {
    expect(decideNight(night({})).backUp).toBe(true);
    expect(decideNight(night({ own: running(true), peer: running(false) })).backUp).toBe(false);
  });

  it('is made by the server that serves when the other one cannot, or has not by five', () => {
    expect(decideNight(night({ own: running(true), peer: { phase: 'unreachable' } })).backUp).toBe(true);
    expect(decideNight(night({ own: running(true), peer: running(false, false) })).backUp).toBe(true);
    expect(decideNight(night({ own: running(true), peer: running(false), hour: 5 })).backUp).toBe(true);
  });

  it('is made once', () => {
    expect(decideNight(night({ backupAgeMs: 2 * hourMs })).backUp).toBe(false);
  });

  it('is made of no server that lags behind', () => {
    expect(decideNight(night({ own: running(false, false) })).backUp).toBe(false);
  });
});
