import { expect, it } from 'vitest';
import { startWords } from './start.ts';

it('starts the storefront with the flags that its release names', () => {
  const release = JSON.stringify({ scripts: { start: 'node --max-semi-space-size=16 server/main.js' } });
  expect(startWords(release)).toEqual(['--max-semi-space-size=16', 'server/main.js']);
});

it('names what is wrong with a release without a start script', () => {
  for (const wrong of ['{}', '{"scripts":{"start":"bun main.js"}}', '{"scripts":{"start":"node"}}'])
    expect(() => startWords(wrong)).toThrow('no start script that begins with node');
});
