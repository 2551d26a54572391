import { expect, it } from 'vitest';
import { startCommand } from './start.ts';

it('starts the storefront with the environment and the flags that its release names', () => {
  const release = JSON.stringify({
    scripts: { start: 'A_B=1 node --max-semi-space-size=16 server/main.js' },
  });
  expect(startCommand(release)).toEqual({
    environment: { A_B: '1' },
    words: ['--max-semi-space-size=16', 'server/main.js'],
  });
});

it('names what is wrong with a release without a start script', () => {
  for (const wrong of ['{}', '{"scripts":{"start":"bun main.js"}}', '{"scripts":{"start":"node"}}'])
    expect(() => startCommand(wrong)).toThrow('no start script that starts node');
});
