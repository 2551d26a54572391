import { describe, expect, it } from 'vitest';
import { drills } from '../drills/index.ts';
import { readArguments, UsageError } from './arguments.ts';

const names = (args: readonly string[]) => {
  const wish = readArguments(args);
  return wish.kind === 'rehearse' ? wish.drills.map(({ name }) => name) : wish.kind;
};

describe('the command line', () => {
  it('takes drills by name, in the order in which they are given, or all of them', () => {
    expect(names(['--drill', 'cut-tunnel', '--drill', 'cut-zone-a'])).toEqual(['cut-tunnel', 'cut-zone-a']);
    expect(names(['--all'])).toEqual(drills.map(({ name }) => name));
    expect(readArguments(['--all', '--runs', '5'])).toMatchObject({ runs: 5, keep: false });
  });

  it('takes words for a rehearsal that runs already', () => {
    expect(readArguments(['kill', 'holder', 'mariadb'])).toEqual({
      kind: 'control',
      words: ['kill', 'holder', 'mariadb'],
    });
  });

  it('says what can be asked for when it is asked for nothing or for something else', () => {
    expect(() => readArguments([])).toThrow(/--drill NAME, --all or --keep/);
    expect(() => readArguments(['--drill', 'cut-zone-z'])).toThrow(/no drill "cut-zone-z".*cut-zone-a/);
    expect(() => readArguments(['--all', '--runs', 'many'])).toThrow(
      '--runs must be a whole number from 1 to 50',
    );
    expect(() => readArguments(['--everything'])).toThrow(UsageError);
  });
});

it('every drill has a name of its own and a sentence, and is held against something', () => {
  expect(new Set(drills.map(({ name }) => name)).size).toBe(drills.length);
  for (const { name, sentence, bars } of drills) {
    expect(name).toMatch(/^[a-z]+(-[a-z]+)*$/);
    expect(sentence.length).toBeGreaterThan(20);
    expect(bars.length).toBeGreaterThan(0);
  }
});
