import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const program = fileURLToPath(new URL('publish-static.ts', import.meta.url));

function publish(args: readonly string[], env: Readonly<Record<string, string>> = {}) {
  const { status, stderr } = spawnSync(process.execPath, [program, ...args], {
    env: { ...process.env, ASSET_STORE_URL: '', ...env },
    encoding: 'utf8',
  });
  return { status, said: stderr };
}

describe('the program that publishes static content', () => {
  it.each([
    [[], {}],
    [[], { ASSET_STORE_URL: 'file:///srv/pictures' }],
    [['--'], {}],
  ])('asks for the bucket when nothing names it: %j %j', (args, env) => {
    const { status, said } = publish(args, env);
    expect([status, said]).toEqual([1, expect.stringMatching(/^Name the bucket\.\n\nUsage: publish-static/)]);
  });

  it('does not guess at a word that it does not know', () => {
    const { status, said } = publish(['--prune']);
    expect([status, said]).toEqual([1, expect.stringMatching(/--prune[^]*Usage: publish-static/)]);
  });
});
