import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { carryOut, readUnfinished, removeUnfinished, writeUnfinished } from './unfinished.ts';

let layout: { readonly state: string };
beforeEach(async () => {
  layout = { state: await mkdtemp(join(tmpdir(), 'perfume-apply-')) };
});
const settle = () => Promise.resolve();
afterEach(() => rm(layout.state, { recursive: true }));

it('goes on after a restart that failed, and repeats none that was done', async () => {
  await writeUnfinished(layout, { former: 'r1', restarts: ['one', 'two', 'three'] });
  const done: string[] = [];
  const failing = (unit: string) => {
    if (unit === 'two') return Promise.reject(new Error('two does not start'));
    done.push(unit);
    return Promise.resolve();
  };
  await expect(carryOut(layout, failing, settle)).rejects.toThrow('two does not start');
  expect(await readUnfinished(layout)).toEqual({ former: 'r1', restarts: ['two', 'three'] });
  const well = (unit: string) => Promise.resolve(void done.push(unit));
  await carryOut(layout, well, settle);
  expect(done).toEqual(['one', 'two', 'three']);
});

it('does not restart a unit again for which it waited too long', async () => {
  await writeUnfinished(layout, { former: 'r1', restarts: ['one'] });
  const late = () => Promise.reject(new Error('not synced yet'));
  await expect(carryOut(layout, settle, late)).rejects.toThrow('not synced yet');
  expect((await readUnfinished(layout))?.restarts).toEqual([]);
});

it('is over when it has come to its end', async () => {
  await writeUnfinished(layout, { former: 'r1', restarts: [] });
  await removeUnfinished(layout);
  expect(await readUnfinished(layout)).toBeUndefined();
  await carryOut(layout, () => Promise.reject(new Error('nothing is left')), settle);
});
