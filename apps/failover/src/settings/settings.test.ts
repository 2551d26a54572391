import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { inequalities } from './inequalities.ts';
import { readControlSettings, readSettings, SettingsError } from './settings.ts';
import { figures } from './timings.ts';

const environment = {
  SHOP_NAME: 'perfume',
  INSTANCE_NODE: 'b',
  INSTANCE_ID: 'i-0b',
  AWS_REGION: 'eu-central-1',
  ELASTIC_IP_ALLOCATION_ID: 'eipalloc-1',
  NETWORK_INTERFACE_ID: 'eni-b',
  NODE_A_ADDRESS: '10.20.0.10',
  NODE_B_ADDRESS: '10.20.16.10',
};

const complaint = (change: Readonly<Record<string, string | undefined>>): string => {
  try {
    readSettings({ ...environment, ...change });
  } catch (error) {
    expect(error).toBeInstanceOf(SettingsError);
    return (error as Error).message;
  }
  return '';
};

describe('the settings', () => {
  it('come from instance.env alone where nobody has changed anything', () => {
    const settings = readSettings(environment);
    expect(settings).toMatchObject({
      node: 'b',
      listenHost: '10.77.0.2',
      peerHost: '10.77.0.1',
      peerAddresses: ['10.77.0.1', '10.20.0.10'],
      database: { socketPath: '/run/perfume/database/mariadb.sock', user: 'perfume-agent' },
      dataPath: '/var/lib/perfume-data',
      holdPath: '/var/lib/perfume/failover/hold.json',
      socketPath: '/run/perfume/failover/agent.sock',
    });
    expect(settings.database).not.toHaveProperty('password');
    expect(readControlSettings({})).toEqual({ socketPath: settings.socketPath });
  });

  it('lie below another root in a rehearsal', () => {
    const settings = readSettings({ ...environment, PERFUME_ROOT: '/tmp/b' });
    expect(settings.socketPath).toBe('/tmp/b/run/perfume/failover/agent.sock');
    expect(readControlSettings({ PERFUME_ROOT: '/tmp/b' }).socketPath).toBe(settings.socketPath);
  });

  it.each([
    ['SHOP_NAME', undefined, 'SHOP_NAME is not set'],
    ['NETWORK_INTERFACE_ID', '', 'NETWORK_INTERFACE_ID is not set'],
    ['ELASTIC_IP_ALLOCATION_ID', '203.0.113.7', 'ELASTIC_IP_ALLOCATION_ID must begin with eipalloc-'],
    ['INSTANCE_NODE', 'c', 'INSTANCE_NODE must be a or b'],
    ['NODE_A_ADDRESS', 'a.internal', 'NODE_A_ADDRESS must be an IP address'],
    ['METRICS', 'metrics.log', 'METRICS must be off, stdout or an absolute path'],
    [
      'FAILOVER_LOOK_MS',
      'often',
      'FAILOVER_LOOK_MS must be a whole number from 50 to 1000 (ms), not "often"',
    ],
    ['FAILOVER_PORT', '0', 'FAILOVER_PORT must be a whole number from 1 to 65535, not "0"'],
  ])('say what is wrong with %s', (variable, value, words) => {
    expect(complaint({ [variable]: value })).toContain(words);
  });

  it('name everything that is wrong at once', () => {
    const words = complaint({ SHOP_NAME: undefined, AWS_REGION: 'here', FAILOVER_PROOF_MS: '-1' });
    expect(words.split('\n')).toHaveLength(4);
  });

  it.each([
    [{ FAILOVER_PROOF_MS: '3000' }, 'FAILOVER_PROOF_MS <= evs.suspect_timeout must hold'],
    [{ FAILOVER_PROBE_MS: '2000' }, '2 × FAILOVER_PROBE_MS <= FAILOVER_PROOF_MS must hold'],
    [
      { FAILOVER_WRITE_FAIL_MS: '7000' },
      'evs.suspect_timeout + evs.install_timeout < FAILOVER_WRITE_FAIL_MS',
    ],
    [{ FAILOVER_LOOK_MS: '700' }, '4 × FAILOVER_LOOK_MS <= evs.suspect_timeout'],
    [{ FAILOVER_API_DEADLINE_MS: '20000' }, 'FAILOVER_API_DEADLINE_MS < FAILOVER_VERIFY_MS'],
  ])('refuse timings that do not fit together: %o', (change, words) => {
    const told = complaint(change);
    expect(told).toContain(words);
    expect(told).toContain(`${Object.keys(change)[0]} is ${Object.values(change)[0]}`);
  });

  it('fit together as they are', () => {
    expect(complaint({})).toBe('');
  });
});

describe('the reference', () => {
  const page = (name: string) =>
    readFileSync(join(import.meta.dirname, '../../../../docs/reference', name), 'utf8').replaceAll(
      /\s+/g,
      ' ',
    );

  it('has every figure with its default, bounds and meaning', () => {
    const text = page('failover-settings.md');
    for (const { variable, default: usual, min, max, meaning } of Object.values(figures)) {
      const count = (value: number) => value.toLocaleString('en');
      expect(text).toContain(
        `| \`${variable}\` | ${count(usual)} | ${count(min)} to ${count(max)} | ${meaning} |`,
      );
    }
  });

  it('has every inequality with its reason', () => {
    const text = page('failover-agent.md');
    for (const { rule, reason } of inequalities) expect(text).toContain(`| \`${rule}\` | ${reason} |`);
  });
});
