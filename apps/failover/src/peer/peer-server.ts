import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import type { PublishedState } from '../decide/observation.ts';
import { statePath } from './published-state.ts';

export interface PeerServer {
  close(): Promise<void>;
}

/** Between two attempts to listen, in ms. */
const listenPauseMs = 1_000;

/**
 * Answers the peer on the tunnel's address and nothing else, and changes nothing. The tunnel may come up after the agent:
 * listening is tried until it succeeds.
 */
export function peerServer(options: {
  readonly host: string;
  readonly port: number;
  readonly state: () => PublishedState | undefined;
  /** Told once for each reason why listening fails. */
  readonly onTrouble: (reason: string) => void;
}): PeerServer {
  const server = createServer((req, res) => {
    const state = req.method === 'GET' && req.url === statePath ? options.state() : undefined;
    res.setHeader('Content-Type', 'application/json');
    res.statusCode = req.url === statePath ? (state ? 200 : 503) : 404;
    res.end(state ? JSON.stringify(state) : '{}');
  });
  server.keepAliveTimeout = 30_000;
  server.requestTimeout = 5_000;
  let closed = false;
  let trouble = '';

  async function listen(): Promise<void> {
    while (!closed) {
      try {
        await listening(server, options.host, options.port);
        return;
      } catch (error) {
        const reason = (error as NodeJS.ErrnoException).code ?? 'unknown';
        if (reason !== trouble) options.onTrouble(reason);
        trouble = reason;
        await pause(listenPauseMs, undefined, { ref: false });
      }
    }
  }
  void listen();

  return {
    close: () =>
      new Promise((resolve) => {
        closed = true;
        server.closeAllConnections();
        if (server.listening) server.close(() => resolve());
        else resolve();
      }),
  };
}

async function listening(server: Server, host: string, port: number): Promise<void> {
  // Not `listen`'s own callback: it would stay for the next attempt when this one fails.
  const heard = once(server, 'listening');
  server.listen({ host, port });
  await heard;
}
