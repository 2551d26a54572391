import { describe, expect, it } from 'vitest';
import { troubleOf } from './trouble.ts';

const failure = (name: string) => Object.assign(new Error('as Amazon says it'), { name });

describe('trouble with Amazon', () => {
  it.each(['CredentialsProviderError', 'ExpiredToken', 'ExpiredTokenException', 'RequestExpired'])(
    'passes when it is %s: credentials come anew by themselves',
    (name) => {
      const { kind, sentence } = troubleOf('AssociateAddress', failure(name));
      expect(kind).toBe('failed');
      expect(sentence).toContain(`(${name}); it is tried again`);
    },
  );

  it.each(['UnauthorizedOperation', 'AuthFailure', 'InvalidClientTokenId', 'AccessDenied'])(
    'needs a person when it is %s',
    (name) => {
      expect(troubleOf('AssociateAddress', failure(name)).kind).toBe('refused');
    },
  );
});
