import { describe, expect, it } from 'vitest';
import { gtinCheckDigit, isGtin } from './gtin.ts';

describe('isGtin', () => {
  it.each(['3145891253177', '036000291452', '96385074', '10614141543219'])('accepts %s', (gtin) => {
    expect(isGtin(gtin)).toBe(true);
  });

  it.each(['3145891253178', '123', '', '31458912531a7', '314589125317700'])('refuses "%s"', (gtin) => {
    expect(isGtin(gtin)).toBe(false);
  });

  it('is proved by the digit that completes it', () => {
    expect(gtinCheckDigit('314589125317')).toBe(7);
    expect(gtinCheckDigit('0000000')).toBe(0);
  });
});
