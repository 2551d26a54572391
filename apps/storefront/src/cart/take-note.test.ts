import { describe, expect, it } from 'vitest';
import { parseSeen } from './take-note.ts';

describe('parseSeen', () => {
  it('reads lines and leaves out what has another form', () => {
    expect(parseSeen('12:4999:2,,x:1:1,13:-5:1,14:100:0,15:1:100,16:1:1:1')).toEqual([
      { variantId: 12, cents: 4_999, quantity: 2 },
      { variantId: 14, cents: 100, quantity: 0 },
    ]);
  });
});
