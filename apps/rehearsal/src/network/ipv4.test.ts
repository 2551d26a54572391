import { describe, expect, it } from 'vitest';
import { addressIn, blockFromEnd, formatBlock, parseBlock } from './ipv4.ts';

describe('a block of addresses', () => {
  it('gives addresses from its beginning and from its end', () => {
    const block = parseBlock('10.20.16.0/20');
    expect([addressIn(block, 10), addressIn(block, -2)]).toEqual(['10.20.16.10', '10.20.31.254']);
  });

  it('reaches above 127', () => {
    expect(addressIn(parseBlock('203.0.113.0/24'), 255)).toBe('203.0.113.255');
  });

  it('is divided from its end', () => {
    expect(formatBlock(blockFromEnd(parseBlock('10.20.0.0/16'), 24, 1))).toBe('10.20.254.0/24');
  });

  it('is refused when it is none', () => {
    expect(() => parseBlock('10.20.0.256/20')).toThrow('10.20.0.256/20');
    expect(() => parseBlock('10.20.0.0/33')).toThrow(RangeError);
  });
});
