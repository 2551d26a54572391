import { expect, it } from 'vitest';
import { readMoment } from './moment.ts';

it('is a moment with its zone, or none at all', () => {
  expect(readMoment([])).toBeUndefined();
  expect(readMoment(['--until', '2026-11-24T14:00:00+02:00'])).toEqual(new Date('2026-11-24T12:00:00Z'));
  for (const wrong of ['yesterday', '2026-11-24', '2026-11-24T12:00:00', ''])
    expect(() => readMoment(['--until', wrong])).toThrow('must be a moment with its zone');
});
