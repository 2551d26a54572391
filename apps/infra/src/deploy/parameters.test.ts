import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { stackParameters } from './parameters.ts';

let assembly: string;

beforeAll(async () => {
  assembly = await mkdtemp(join(tmpdir(), 'perfume-assembly-'));
  const Parameters = {
    Release: { Type: 'String' },
    Size: { Type: 'Number', Default: 3 },
    AppImage: { Type: 'String' },
  };
  await writeFile(join(assembly, 'shop-app.template.json'), JSON.stringify({ Parameters, Resources: {} }));
  await writeFile(join(assembly, 'shop-static.template.json'), JSON.stringify({ Resources: {} }));
});

afterAll(() => rm(assembly, { recursive: true }));

const deployed = (parameters: Record<string, string>) => ({
  name: 'shop-app',
  status: 'UPDATE_COMPLETE' as const,
  why: undefined,
  outputs: {},
  parameters,
});

it('gives a stack what it asks for, and leaves alone what it has had before', async () => {
  const given = { Release: 'second' };
  const before = deployed({ Release: 'first', AppImage: 'ami-1' });
  expect(await stackParameters({ assembly, name: 'shop-app', deployed: before, given, kind: 'aws' })).toEqual(
    ['shop-app:Release=second'],
  );
});

it('gives nothing to a stack that asks for nothing', async () => {
  const none = { assembly, name: 'shop-static', deployed: undefined, given: {}, kind: 'aws' } as const;
  expect(await stackParameters(none)).toEqual([]);
});

it('names the parameter that nobody has given', async () => {
  const none = { assembly, name: 'shop-app', deployed: undefined, given: { Release: 'first' } };
  await expect(stackParameters({ ...none, kind: 'aws' })).rejects.toThrow(/shop-app asks for .* AppImage/);
});

it('invents an image only where no server is started', async () => {
  const none = { assembly, name: 'shop-app', deployed: undefined, given: { Release: 'first' } };
  expect(await stackParameters({ ...none, kind: 'emulator' })).toContainEqual(
    expect.stringMatching(/^shop-app:AppImage=ami-0+$/),
  );
});
