import { describe, expect, it } from 'vitest';
import { UserError } from '../system/patience.ts';
import { readRestoreWords } from './words.ts';

const noon = new Date('2026-11-24T12:00:00Z');

describe('the words after restore', () => {
  it('may be none: everything that is stored', () => {
    expect(readRestoreWords([])).toEqual({ until: undefined, peerIsLost: false });
  });

  it.each([[['--until', '2026-11-24T14:00:00+02:00']], [['--until=2026-11-24T12:00:00Z']]])(
    'name a moment with its zone: %j',
    (words) => {
      expect(readRestoreWords(words)).toEqual({ until: noon, peerIsLost: false });
    },
  );

  it('say that the peer is lost', () => {
    expect(readRestoreWords(['--peer-is-lost', '--until=2026-11-24T12:00:00Z'])).toEqual({
      until: noon,
      peerIsLost: true,
    });
  });

  it.each(['yesterday', '2026-11-24', '2026-11-24T12:00:00', ''])('name no moment with "%s"', (wrong) => {
    expect(() => readRestoreWords(['--until', wrong])).toThrow('must be a moment with its zone');
  });

  it.each([
    [['--untill', '2026-11-24T12:00:00Z']],
    [['--untill=2026-11-24T12:00:00Z']],
    [['2026-11-24T12:00:00Z']],
    [['until', '2026-11-24T12:00:00Z']],
    [['--until']],
    [['--until', '--peer-is-lost']],
    [['--peer-is-lost=yes']],
    [['--peer-lost']],
  ])('are refused when they are %j', (words) => {
    expect(() => readRestoreWords(words)).toThrow(UserError);
    expect(() => readRestoreWords(words)).toThrow('[--until 2026-11-24T12:00:00Z]');
  });
});
