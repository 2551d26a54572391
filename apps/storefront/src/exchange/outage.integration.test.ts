import net from 'node:net';
import { once } from 'node:events';
import { createDatabase } from '@perfume/db-client';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openExchangeShop, type ExchangeShop } from '../../test/support/exchange-shop.ts';
import type { ShopTables } from '../database/index.ts';
import { importProducts } from './index.ts';

const products = 1_200;

let shop: ExchangeShop;
let proxy: Proxy;
beforeEach(async () => {
  shop = await openExchangeShop();
  proxy = await openProxy(new URL(shop.url));
});
afterEach(async () => {
  proxy.cut();
  await shop.close();
});

type Proxy = Awaited<ReturnType<typeof openProxy>>;

/** A way to the database that can be cut and mended. */
async function openProxy(target: URL) {
  const sockets = new Set<net.Socket>();
  const listen = async (port: number) => {
    const server = net.createServer((client) => {
      const upstream = net.connect(Number(target.port), target.hostname);
      for (const socket of [client, upstream]) {
        sockets.add(socket);
        socket.on('error', () => undefined);
        socket.on('close', () => {
          client.destroy();
          upstream.destroy();
          sockets.delete(socket);
        });
      }
      client.pipe(upstream).pipe(client);
    });
    server.listen(port, '127.0.0.1');
    await once(server, 'listening');
    return server;
  };
  let server = await listen(0);
  const { port } = server.address() as net.AddressInfo;
  const url = new URL(target);
  url.hostname = '127.0.0.1';
  url.port = String(port);
  return {
    url: url.href,
    cut() {
      server.close();
      for (const socket of sockets) socket.destroy();
    },
    async mend() {
      server = await listen(port);
    },
  };
}

describe('an import whose database goes away', () => {
  it('waits for it, goes on by itself and ends with everything imported once', async () => {
    const rows = Array.from(
      { length: products },
      (_, index) => `House ${index % 20},Scent ${index},SKU-${index},50 ml,${20 + (index % 60)}.00,3`,
    );
    const file = await shop.file(['Brand,Name,SKU,Size,Price,On hand', ...rows].join('\n'));
    const database = createDatabase<ShopTables>({ url: proxy.url, poolSize: 2 });
    const waits: number[] = [];
    let cuts = 0;
    try {
      const summary = await importProducts(
        { database, currency: 'USD', now: shop.now },
        {
          file,
          apply: true,
          onReport() {
            if (cuts === 0) proxy.cut();
            cuts += 1;
          },
          onWait(seconds) {
            waits.push(seconds);
            if (waits.length === 2) void proxy.mend();
          },
        },
      );
      expect(summary).toMatchObject({ created: products, changed: 0, refusedLines: 0 });
    } finally {
      await database.close();
    }
    expect(waits.length).toBeGreaterThanOrEqual(2);
    expect([await shop.count('product'), await shop.count('price_history')]).toEqual([products, products]);
    expect(await shop.run(file)).toMatchObject({ unchanged: products });
  });
});
