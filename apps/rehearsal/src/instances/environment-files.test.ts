import { describe, expect, it } from 'vitest';
import { parseEnvironmentFile, readEnvironmentFiles } from './environment-files.ts';

describe('an environment file', () => {
  it('is read as systemd reads it', () => {
    const text =
      '# a comment\nPLAIN=a b\n\nSINGLE=\'$x "y"\'\nDOUBLE="say \\"yes\\" \\$5"\nEMPTY=\nEQUALS=a=b\n';
    expect(parseEnvironmentFile(text)).toEqual({
      PLAIN: 'a b',
      SINGLE: '$x "y"',
      DOUBLE: 'say "yes" $5',
      EMPTY: '',
      EQUALS: 'a=b',
    });
  });

  it('may be missing only where it is optional', async () => {
    expect(await readEnvironmentFiles('/nonexistent', [{ path: '/a.env', optional: true }])).toEqual({});
    await expect(readEnvironmentFiles('/nonexistent', [{ path: '/a.env' }])).rejects.toThrow(
      '/a.env is missing',
    );
  });
});
