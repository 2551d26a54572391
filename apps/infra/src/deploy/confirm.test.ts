import { describe, expect, it } from 'vitest';
import { sayWhatIsLost } from './confirm.ts';
import emulatedShop from './testing/emulated-shop.ts';

const app = {
  name: 'emulated-app',
  status: 'CREATE_COMPLETE' as const,
  why: undefined,
  outputs: {},
  parameters: {},
};

const said = (stacks: Parameters<typeof sayWhatIsLost>[0]['stacks']) => {
  const lines: string[] = [];
  sayWhatIsLost({ config: emulatedShop, stacks, write: (line) => lines.push(line) });
  return lines.join('\n');
};

describe('before a shop is destroyed', () => {
  it('says that its secrets go for good, and how to copy those that people have put in', () => {
    expect(said({ app })).toMatch(
      /secrets of emulated are deleted for good[^]*get-secret-value --region us-east-1 --secret-id emulated\/app /,
    );
  });

  it('says nothing where there are none', () => {
    expect(said({})).toBe('');
  });
});
