import { connect, createServer, type Socket } from 'node:net';

/** A second address under a server's port that leads to another server, so that a name can move from one to the other. */
export async function forward(from: { host: string; port: number }, to: number) {
  const sockets = new Set<Socket>();
  const proxy = createServer((incoming) => {
    const outgoing = connect(to, '127.0.0.1');
    for (const [socket, peer] of [
      [incoming, outgoing],
      [outgoing, incoming],
    ] as const) {
      sockets.add(socket);
      socket.pipe(peer);
      socket.on('error', () => peer.destroy());
      socket.on('close', () => {
        sockets.delete(socket);
        peer.destroy();
      });
    }
  });
  await new Promise<void>((resolve, reject) => {
    proxy.once('error', reject).listen(from.port, from.host, resolve);
  });
  return {
    close() {
      proxy.close();
      for (const socket of sockets) socket.destroy();
    },
  };
}
