import { describe, expect, it } from 'vitest';
import { dataFacts } from '../testing/facts.ts';
import { layoutAt } from '../layout.ts';
import { galeraTimings } from './galera-timings.ts';
import { mariadbSettings, providerSettings } from './mariadb-settings.ts';

const seconds = (name: (typeof galeraTimings)[number]['name']) => {
  const { value } = galeraTimings.find((setting) => setting.name === name)!;
  return Number(/^PT([\d.]+)S$/.exec(value)![1]);
};

describe('Galera’s timings', () => {
  it('relay around a cut link before anybody is suspected', () => {
    expect(seconds('gmcast.peer_timeout')).toBeLessThan(seconds('evs.suspect_timeout'));
  });

  it('suspect by consensus before anyone is given up by one alone', () => {
    expect(seconds('evs.suspect_timeout')).toBeLessThan(seconds('evs.inactive_timeout'));
    expect(seconds('evs.install_timeout')).toBeGreaterThanOrEqual(seconds('evs.inactive_timeout'));
  });

  it('need several silent keepalives for a suspicion, and outlast a stall of 1.5 s', () => {
    expect(seconds('evs.inactive_check_period')).toBeLessThanOrEqual(seconds('evs.keepalive_period') / 2);
    expect(seconds('evs.suspect_timeout')).toBeGreaterThanOrEqual(5 * seconds('evs.keepalive_period'));
  });
});

describe('MariaDB’s settings', () => {
  const all = mariadbSettings(dataFacts, layoutAt('/')).flatMap(({ settings }) => settings);

  it('each have a reason and stand once', () => {
    const settings = [...all, ...providerSettings(dataFacts)];
    for (const { name, reason } of settings) expect(reason.length, name).toBeGreaterThan(10);
    expect(new Set(settings.map(({ name }) => name)).size).toBe(settings.length);
  });

  it('keep every commit and every event of the binary log on the disk', () => {
    const value = (name: string) => all.find((setting) => setting.name === name)?.value;
    expect([value('innodb_flush_log_at_trx_commit'), value('sync_binlog')]).toEqual(['1', '1']);
  });
});
