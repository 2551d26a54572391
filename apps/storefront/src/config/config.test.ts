import { describe, expect, it } from 'vitest';
import { ConfigError, readConfig } from './index.ts';

const complete = {
  PUBLIC_URL: 'http://localhost:4000',
  COOKIE_SECRET: 'x'.repeat(40),
  DATABASE_URL: 'mysql://shop:secret@127.0.0.1:3306/perfume',
};

describe('readConfig', () => {
  it('names every missing setting and what it must be', () => {
    expect(() => readConfig({})).toThrow(
      /PUBLIC_URL is not set: .*example\.com[\s\S]*COOKIE_SECRET is not set: .*openssl[\s\S]*DATABASE_URL is not set/,
    );
  });

  it('treats an empty variable as not set', () => {
    expect(() => readConfig({ ...complete, COOKIE_SECRET: '' })).toThrow(/COOKIE_SECRET is not set/);
  });

  it.each([
    ['PORT', 'eighty'],
    ['PORT', '70000'],
    ['DATABASE_URL', 'postgres://localhost/x'],
    ['CACHE_URL', 'localhost:11211'],
    ['COOKIE_SECRET', 'short'],
    ['CURRENCY', 'usd'],
    ['HOLD_MINUTES', '0'],
    ['ASSET_BASE_URL', 'https://static.example.com/shop'],
    ['METRICS', 'metrics.log'],
    ['METRICS_SECONDS', '5'],
    ['SHOP_NAME', 'My Shop'],
  ])('refuses %s=%s by its name', (name, value) => {
    expect(() => readConfig({ ...complete, [name]: value })).toThrow(new RegExp(`${name}: `));
  });

  it.each(['eighty', '70000', '80.5', '-1'])('says what a number must be instead of %s', (value) => {
    expect(() => readConfig({ ...complete, PORT: value })).toThrow(
      'PORT: must be a whole number from 0 to 65535',
    );
  });

  it('never repeats a secret in its message', () => {
    try {
      readConfig({
        ...complete,
        DATABASE_URL: 'mysqlx://shop:very-secret@host/x',
        COOKIE_SECRET: 'tiny-secret',
      });
      expect.unreachable();
    } catch (error) {
      expect(error).toBeInstanceOf(ConfigError);
      expect(String(error)).not.toMatch(/very-secret|tiny-secret/);
    }
  });

  it('refuses plain http for a public production shop but allows it on this machine', () => {
    expect(() =>
      readConfig({ ...complete, NODE_ENV: 'production', PUBLIC_URL: 'http://shop.example' }),
    ).toThrow(/PUBLIC_URL/);
    expect(readConfig({ ...complete, NODE_ENV: 'production' }).secureCookies).toBe(false);
  });

  it('keeps test payments off in production unless they are asked for', () => {
    expect(readConfig({ ...complete }).testPayments).toBe(false);
    expect(readConfig({ ...complete, TEST_PAYMENTS: 'on' }).testPayments).toBe(true);
    expect(readConfig({ ...complete, NODE_ENV: 'development' }).testPayments).toBe(true);
  });
});
