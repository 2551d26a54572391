import { describe, expect, it } from 'vitest';
import { parseMoney } from './money.ts';

describe('parseMoney', () => {
  it.each([
    ['12', 1200],
    ['12.5', 1250],
    ['12,50', 1250],
    ['$12.5', 1250],
    ['12.50 USD', 1250],
    ['usd 12.50', 1250],
    ['1,299.00', 129_900],
    ['1.234,56', 123_456],
    ['1 299,00', 129_900],
    ['1\u00a0299,00', 129_900],
    ["1'299.00", 129_900],
    ['1’299.00', 129_900],
    ["1'299", 129_900],
    ['1,299,000', 129_900_000],
    ['1.299.000,50', 129_900_050],
    ['0.500', 50],
    ['12.5000', 1250],
    ['0.07', 7],
    ['19.99', 1999],
    ['1.1', 110],
    ['0', 0],
    ['007.10', 710],
  ])('reads %s as %i cents', (text, cents) => {
    expect(parseMoney(text, 'USD')).toBe(cents);
  });

  it('reads every amount of cents back exactly', () => {
    for (let cents = 0; cents < 20_000; cents += 7) {
      const [whole, rest] = [Math.floor(cents / 100), String(cents % 100).padStart(2, '0')];
      expect(parseMoney(`${whole}.${rest}`, 'USD')).toBe(cents);
      expect(parseMoney(`${whole},${rest}`, 'USD')).toBe(cents);
    }
  });

  it('takes an empty cell for no price', () => {
    expect(parseMoney('  ', 'USD')).toBeNull();
  });

  it.each(['1,299', '1.299', '12.345', '999,000'])('refuses %s, which can be read in two ways', (text) => {
    expect(() => parseMoney(text, 'USD')).toThrow(/two ways/);
  });

  it.each(['-5', '−5.00', '(5.00)', '5.00-', '$-5', '-$5'])('refuses %s as negative', (text) => {
    expect(() => parseMoney(text, 'USD')).toThrow(/negative/);
  });

  it.each(['NaN', 'Infinity', '1e5', 'free', '12 or 13', '0x10', '..', '٣'])(
    'refuses %s as no money',
    (text) => {
      expect(() => parseMoney(text, 'USD')).toThrow(/not an amount/);
    },
  );

  it.each(['12.', '1,29,00.5', '1.2.3', '1,2,3.00', '1234,567.00', ',5', '1 2 3,00', '1.234,5.6'])(
    'refuses %s for its separators or for what it is',
    (text) => {
      expect(() => parseMoney(text, 'USD')).toThrow();
    },
  );

  it('refuses parts of a cent and amounts that no bottle costs', () => {
    expect(() => parseMoney('12.3456', 'USD')).toThrow(/more decimals/);
    expect(() => parseMoney('99999999999999999999', 'USD')).toThrow(/too large/);
    expect(() => parseMoney('10000000.01', 'USD')).toThrow(/too large/);
    expect(parseMoney('10000000.00', 'USD')).toBe(1_000_000_000);
  });

  it('refuses another currency by its sign or code and takes its own', () => {
    expect(() => parseMoney('€12.50', 'USD')).toThrow(/not in USD/);
    expect(() => parseMoney('12.50 EUR', 'USD')).toThrow(/in EUR/);
    expect(parseMoney('€ 12,50', 'EUR')).toBe(1250);
    expect(parseMoney('12,50 €', 'EUR')).toBe(1250);
  });
});
