import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isInstalled } from './dependencies.mjs';

let workspace: string;

beforeEach(() => {
  workspace = mkdtempSync(join(tmpdir(), 'perfume-dependencies-'));
});

afterEach(() => rmSync(workspace, { recursive: true }));

function lock(packages: object): void {
  writeFileSync(join(workspace, 'package-lock.json'), JSON.stringify({ packages }));
}

function npmHasInstalled(packages: object): void {
  mkdirSync(join(workspace, 'node_modules'), { recursive: true });
  writeFileSync(join(workspace, 'node_modules', '.package-lock.json'), JSON.stringify({ packages }));
}

describe('isInstalled', () => {
  it('is false before the first install', () => {
    lock({ 'node_modules/express': { version: '5.0.0' } });
    expect(isInstalled(workspace)).toBe(false);
  });

  it('is true when every package has its locked version, whatever else lies there', () => {
    lock({ '': {}, 'libs/health': { version: '0.1.0' }, 'node_modules/express': { version: '5.0.0' } });
    npmHasInstalled({
      'node_modules/express': { version: '5.0.0' },
      'node_modules/left-over': { version: '1.0.0' },
    });
    expect(isInstalled(workspace)).toBe(true);
  });

  it.each([
    ['another version', { 'node_modules/express': { version: '4.0.0' } }],
    ['nothing', {}],
  ])('is false when %s of a locked package is there', (_, installed) => {
    lock({ 'node_modules/express': { version: '5.0.0' } });
    npmHasInstalled(installed);
    expect(isInstalled(workspace)).toBe(false);
  });

  it('wants a new library of the workspace to be linked', () => {
    lock({ 'node_modules/@perfume/new': { link: true } });
    npmHasInstalled({});
    expect(isInstalled(workspace)).toBe(false);
  });

  it('does not miss packages for other systems', () => {
    lock({ 'node_modules/only-for-macos': { version: '1.0.0', optional: true } });
    npmHasInstalled({});
    expect(isInstalled(workspace)).toBe(true);
  });
});
