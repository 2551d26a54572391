import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** A way to a server that a test can block, for one client alone. */
export interface Gateway {
  /** The server's URL by this way. */
  readonly url: string;
  /** Nothing gets through any more: open connections hang and new ones too. */
  freeze(): void;
  /** Open connections end, new ones are refused. */
  cut(): void;
  /** Connections made from now on work; those that were frozen end. */
  open(): void;
  close(): Promise<void>;
}

/** Opens a gateway to the server of this URL. */
export async function openGateway(target: string): Promise<Gateway> {
  const to = new URL(target);
  const sockets = new Set<Socket>();
  let state: 'open' | 'frozen' | 'cut' = 'open';
  const server = createServer((client) => {
    sockets.add(client);
    client.on('error', () => undefined).on('close', () => sockets.delete(client));
    if (state === 'cut') client.destroy();
    if (state !== 'open') return;
    const upstream = connect(Number(to.port), to.hostname);
    upstream.on('error', () => client.destroy()).on('close', () => client.destroy());
    client.on('close', () => upstream.destroy());
    client.pipe(upstream).pipe(client);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = new URL(target);
  url.host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  const endAll = () => sockets.forEach((socket) => socket.destroy());
  return {
    url: url.href,
    freeze() {
      state = 'frozen';
      for (const socket of sockets) socket.unpipe().pause();
    },
    cut() {
      state = 'cut';
      endAll();
    },
    open() {
      if (state === 'frozen') endAll();
      state = 'open';
    },
    close() {
      endAll();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}
