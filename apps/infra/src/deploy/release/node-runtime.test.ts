import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { workspaceRoot } from '../workspace.ts';
import { nodeVersion } from './node-runtime.ts';

it('brings servers the Node that the workspace is pinned to', () => {
  expect(nodeVersion).toBe(readFileSync(join(workspaceRoot, '.node-version'), 'utf8').trim());
});
