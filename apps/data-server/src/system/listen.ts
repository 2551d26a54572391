import type { Server } from 'node:http';
import type { Logger } from '@perfume/telemetry';

/** Between two tries to listen, in ms: an address of the tunnel is there once the tunnel is. */
const againMs = 2_000;

/** Has a server listen at an address that may not be there yet, for as long as it takes. */
export function listenPatiently(server: Server, port: number, address: string, log: Logger): Server {
  let said = false;
  const listen = () => server.listen(port, address);
  server.requestTimeout = 5_000;
  server.on('error', (error) => {
    if (!said) log.info({ reason: error.message }, 'cannot be asked over the tunnel yet');
    said = true;
    setTimeout(listen, againMs);
  });
  listen();
  return server;
}
