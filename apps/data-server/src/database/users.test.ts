import { expect, it } from 'vitest';
import { nativeHash } from './users.ts';

it('keeps of a password what MariaDB’s PASSWORD() keeps', () => {
  expect(nativeHash('password')).toBe('*2470C0C06DEE42FD1618BB99005ADCA2EC9D1E19');
});
