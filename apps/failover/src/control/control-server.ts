import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { chmod, mkdir, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { longestHoldMs } from './hold-file.ts';
import type { OrderBook, Reply } from './orders.ts';
import type { Status } from './status.ts';

/** Takes orders on a socket file: who may write to the file may order. */
export interface ControlServer {
  close(): Promise<void>;
}

/** @param status undefined until the first decision was made */
export async function controlServer(
  socketPath: string,
  orders: OrderBook,
  status: () => Status | undefined,
): Promise<ControlServer> {
  await mkdir(dirname(socketPath), { recursive: true });
  // Left by a process that was killed; two agents would not get as far as this on one server.
  await rm(socketPath, { force: true });

  async function reply(req: IncomingMessage): Promise<Reply | Status | undefined> {
    const { pathname, searchParams } = new URL(req.url ?? '/', 'http://agent');
    const now = status();
    switch (`${req.method ?? ''} ${pathname}`) {
      case 'GET /status':
        return now ?? { ok: false, message: 'The agent has only just begun.' };
      case 'POST /switch':
        return now ? orders.orderSwitch(now) : { ok: false, message: 'The agent has only just begun.' };
      case 'POST /hold': {
        const ms = Number(searchParams.get('ms'));
        if (!(ms >= 1_000 && ms <= longestHoldMs))
          return { ok: false, message: 'A hold lasts from one second to 24 hours.' };
        return orders.hold(ms);
      }
      case 'POST /release':
        return orders.release();
      default:
        return undefined;
    }
  }

  function answer(res: ServerResponse, code: number, body: unknown): void {
    res.statusCode = code;
    res.setHeader('Content-Type', 'application/json');
    res.end(JSON.stringify(body));
  }

  const server = createServer((req, res) => {
    req.resume();
    reply(req).then(
      (body) => (body ? answer(res, 200, body) : answer(res, 404, { ok: false, message: 'No such order.' })),
      (error: unknown) =>
        answer(res, 500, { ok: false, message: error instanceof Error ? error.message : 'It failed.' }),
    );
  });
  server.requestTimeout = 5_000;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(socketPath, resolve);
  });
  await chmod(socketPath, 0o660);
  return {
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
