import { createServer, type Server } from 'node:http';
import { addressesInTunnel, ports } from '@perfume/instances';
import type { TunnelInstance } from '../instance.ts';
import { listenPatiently } from '../system/listen.ts';
import { leaveGroup } from './arbitrator.ts';

/** Answers data servers over the tunnel: `POST /leave` before one of them begins the cluster. */
export function serveWitness({ facts, layout, log }: TunnelInstance): Server {
  const http = createServer((request, response) => {
    const isLeave = request.method === 'POST' && request.url === '/leave';
    const answer = (status: number, body: object) => {
      response.writeHead(status, { 'content-type': 'application/json' });
      response.end(JSON.stringify(body));
    };
    if (!isLeave) {
      answer(404, { error: 'POST /leave' });
      return;
    }
    leaveGroup(layout).then(
      (left) => {
        log.info({ left }, 'a data server begins the cluster: the witness leaves what it voted in');
        answer(200, { left });
      },
      (error: unknown) => {
        log.error({ err: error }, 'the witness cannot leave');
        answer(500, { left: false });
      },
    );
  });
  return listenPatiently(http, ports.reportOnWitness.port, addressesInTunnel(facts).c, log);
}
