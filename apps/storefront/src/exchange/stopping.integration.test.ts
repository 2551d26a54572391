import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openExchangeShop, type ExchangeShop } from '../../test/support/exchange-shop.ts';

const cli = fileURLToPath(new URL('../cli/import.ts', import.meta.url));

let shop: ExchangeShop;
beforeEach(async () => {
  shop = await openExchangeShop();
});
afterEach(() => shop.close());

describe('an import that is stopped', () => {
  const products = 2_500;
  const big = () =>
    shop.file(
      [
        'Brand,Name,SKU,Size,Price,On hand,Top notes',
        ...Array.from(
          { length: products },
          (_, index) =>
            `House ${index % 40},Scent ${index},SKU-${index},50 ml,${20 + (index % 60)}.00,${index % 9},Rose | Oud ${index % 30}`,
        ),
      ].join('\n'),
      'big.csv',
    );

  const start = (path: string) =>
    spawn(process.execPath, [cli, path, '--apply'], {
      env: { ...process.env, DATABASE_URL: shop.url, CURRENCY: 'USD' },
      stdio: ['ignore', 'pipe', 'pipe'],
    });

  async function untilSome() {
    while ((await shop.count('product')) === 0) await new Promise((resolve) => setTimeout(resolve, 20));
  }

  it('is finished by the same command after it was killed half-way', async () => {
    const path = await big();
    const child = start(path);
    const ended = once(child, 'exit');
    await untilSome();
    child.kill('SIGKILL');
    await ended;
    const done = await shop.count('product');
    expect(done).toBeGreaterThan(0);
    expect(done).toBeLessThan(products);
    expect(await shop.run(path)).toMatchObject({
      created: products - done,
      changed: 0,
      unchanged: done,
      refusedLines: 0,
    });
    expect([
      await shop.count('product'),
      await shop.count('variant'),
      await shop.count('price'),
      await shop.count('price_history'),
    ]).toEqual(Array.from({ length: 4 }, () => products));
    expect(await shop.run(path)).toMatchObject({ unchanged: products });
  });

  it('ends the running batch on Ctrl-C, says so and how to go on', async () => {
    const child = start(await big());
    let out = '';
    child.stdout.on('data', (piece) => (out += String(piece)));
    child.stderr.on('data', (piece) => (out += String(piece)));
    const ended = once(child, 'exit');
    await untilSome();
    child.kill('SIGINT');
    expect((await ended)[0]).toBe(130);
    expect(out).toMatch(/Stopping after[\s\S]*run the same command again to go on/);
    expect((await shop.count('product')) % 250).toBe(0);
  });

  it('says what it needs when it is not given it', async () => {
    const child = spawn(process.execPath, [cli], { env: { ...process.env, DATABASE_URL: shop.url } });
    let said = '';
    child.stderr.on('data', (piece) => (said += String(piece)));
    expect((await once(child, 'exit'))[0]).toBe(1);
    expect(said).toMatch(/Name the file\.[\s\S]*Usage/);
  });
});
