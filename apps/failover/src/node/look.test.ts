import { describe, expect, it } from 'vitest';
import { membersOf } from './look.ts';

describe('the members that Galera names', () => {
  it.each([
    ['10.77.0.1:3306,,10.77.0.2:3306', ['10.77.0.1', '10.77.0.2']],
    [',10.77.0.2', ['10.77.0.2']],
    ['[fd00::1]:3306,fd00', ['fd00::1', 'fd00']],
    ['', []],
    [',', []],
  ])('are read from "%s", without the witness', (text, hosts) => {
    expect(membersOf(text)).toEqual(hosts);
  });
});
