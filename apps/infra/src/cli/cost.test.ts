import { execFile } from 'node:child_process';
import { resolve } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';

const run = promisify(execFile);
const program = resolve(import.meta.dirname, 'cost.ts');

/** @returns what the command says when it fails */
async function failure(...args: string[]): Promise<string> {
  const error: unknown = await run(process.execPath, [program, ...args], { timeout: 60_000 }).then(
    () => undefined,
    (reason: unknown) => reason,
  );
  return (error as { stderr?: string } | undefined)?.stderr ?? 'it did not fail';
}

describe('nx cost infra', { timeout: 120_000 }, () => {
  it('names the file of settings that is not there', async () => {
    expect(await failure('--config', 'config/none.ts')).toMatch(/no file of settings at .*config\/none\.ts/);
  });
  it('names the option that it cannot read', async () => {
    expect(await failure('--', '--orders-per-day', 'many')).toMatch(/--orders-per-day is "many".*above zero/);
    expect(await failure('--orders', '3')).toMatch(/Unknown option '--orders'[\s\S]*Usage: nx cost infra/);
  });
});
