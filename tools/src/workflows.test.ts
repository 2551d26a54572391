import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { workspaceRoot } from './workspace.ts';

const folder = join(workspaceRoot, '.github', 'workflows');
const workflows = readdirSync(folder).map(
  (name) => [name, readFileSync(join(folder, name), 'utf8')] as const,
);

describe.each(workflows)('%s', (_, text) => {
  it('takes every action by its commit, which nobody can change afterwards', () => {
    const actions = [...text.matchAll(/uses: (.+)/g)].map(([, action]) => action);
    expect(actions.length).toBeGreaterThan(0);
    expect(actions.filter((action) => !/^[\w./-]+@[0-9a-f]{40} # v\d/.test(action!))).toEqual([]);
  });

  it('may read the repository and nothing else, unless a job says more', () => {
    expect(text).toMatch(/^permissions:\n {2}contents: read\n$/m);
  });

  it('puts what people type into no script, only into variables', () => {
    const scripts = text.split('\n').filter((line) => /^\s+(run:|npx|npm|sudo)/.test(line));
    expect(scripts.filter((line) => /\$\{\{\s*(inputs|github\.event)/.test(line))).toEqual([]);
  });
});
