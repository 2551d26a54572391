import { describe, expect, it } from 'vitest';
import { formatEnvironment, parseEnvironment } from './environment-file.ts';

describe('an environment file', () => {
  it('gives back what was written, whatever is in it', () => {
    const variables = {
      PLAIN: 'eu-central-1',
      SPACES: 'Perfume <orders@example.com>',
      QUOTES: `say "yes" and 'no'`,
      BACKSLASH: 'Perfume Ltd\\n1 Street',
      DOLLAR: 'a$b`c`',
      HASH: '#1',
      EMPTY: '',
    };
    expect(parseEnvironment(formatEnvironment(variables))).toEqual(variables);
  });

  it('leaves tokens of CDK as they are', () => {
    const token = 'ec2-${Token[TOKEN.12]}.compute.amazonaws.com';
    expect(formatEnvironment({ ENDPOINT_NAME: token })).toBe(`ENDPOINT_NAME="${token}"\n`);
  });

  it('refuses what would become two lines or no variable', () => {
    expect(() => formatEnvironment({ NAME: 'one\ntwo' })).toThrow('NAME must be one line');
    expect(() => formatEnvironment({ 'not a name': '' })).toThrow('cannot name a variable');
  });
});
