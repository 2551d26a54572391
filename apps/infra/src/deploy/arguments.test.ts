import { describe, expect, it } from 'vitest';
import { readDeployArguments, readDestroyArguments } from './arguments.ts';

describe('arguments of a deploy', () => {
  it('may be none', () => {
    expect(readDeployArguments([])).toEqual({
      config: undefined,
      release: undefined,
      list: false,
      dataRelease: false,
      stopDatabase: false,
      yes: false,
    });
  });

  it.each([
    ['as they are typed', ['--', '--release', '0123456789abcdef']],
    ['as Nx writes them', ['--release=0123456789abcdef']],
  ])('are understood %s', (_, args) => {
    expect(readDeployArguments(args).release).toBe('0123456789abcdef');
  });

  it.each(['../other', 'A', 'x y', ''])('name no release "%s"', (release) => {
    expect(() => readDeployArguments(['--release', release])).toThrow(/no id of a release/);
  });

  it('say what there is when one is misspelt', () => {
    expect(() => readDeployArguments(['--relase', 'x'])).toThrow(/--relase[^]*Usage: nx deploy infra/);
    expect(() => readDestroyArguments(['--delete-all'])).toThrow(/Usage: nx destroy infra/);
  });
});
