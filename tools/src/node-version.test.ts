import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { workspaceRoot } from './workspace.ts';

const read = (name: string) => readFileSync(join(workspaceRoot, name), 'utf8');

it('is the same Node for CI, for npm and for version managers', () => {
  const { devDependencies } = JSON.parse(read('package.json')) as { devDependencies: { node: string } };
  expect(read('.node-version').trim()).toBe(devDependencies.node);
});
