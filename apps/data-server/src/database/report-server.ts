import { createServer, type IncomingMessage, type Server } from 'node:http';
import { addressesInTunnel, dataNodeNames, ports, type DataNodeName } from '@perfume/instances';
import type { DataServer } from '../instance.ts';
import { listenPatiently } from '../system/listen.ts';
import { lookAtDatabase } from './look.ts';
import type { Report } from './report.ts';
import { withdrawGrant, writeGrant } from './start-state.ts';

/** A grant holds so long, in ms: enough for the peer to be the first member of the cluster. */
export const grantMs = 60_000;

/** Gives what this server's database is doing. */
export async function reportOf(server: DataServer): Promise<Report> {
  return {
    node: server.facts.node,
    instanceId: server.facts.instance?.instanceId ?? 'unknown',
    database: await lookAtDatabase(server.layout),
  };
}

/** Answers the peer over the tunnel: `GET /report`, and `POST /grant?to=b` before it begins the cluster. */
export function serveReports(server: DataServer): Server {
  const { log } = server;
  const http = createServer((request, response) => {
    const answer = (status: number, body: object) => {
      response.writeHead(status, { 'content-type': 'application/json' });
      response.end(JSON.stringify(body));
    };
    const question = questionOf(request);
    if (!question) {
      answer(404, { error: 'GET /report, or POST /grant?to=a' });
      return;
    }
    const work = question === 'report' ? reportOf(server) : grant(server, question.grantTo);
    work.then(
      (body) => answer(200, body),
      (error: unknown) => {
        log.error({ err: error }, 'the peer’s question has no answer');
        answer(500, { error: 'failed' });
      },
    );
  });
  return listenPatiently(http, ports.report.port, addressesInTunnel(server.facts)[server.facts.node], log);
}

/** What the peer asks for; undefined for anything else, of whatever form. */
export function questionOf({
  method,
  url = '/',
}: Pick<IncomingMessage, 'method' | 'url'>): 'report' | { readonly grantTo: DataNodeName } | undefined {
  // `//` is a path that HTTP takes and no URL.
  if (!URL.canParse(url, 'http://peer')) return undefined;
  const { pathname, searchParams } = new URL(url, 'http://peer');
  if (method === 'GET' && pathname === '/report') return 'report';
  const grantTo = dataNodeNames.find((node) => node === searchParams.get('to'));
  return method === 'POST' && pathname === '/grant' && grantTo ? { grantTo } : undefined;
}

/**
 * Gives the word that the peer may begin, unless this server is about to become a member of anything. The grant is written
 * first and the phase read after it; a start does it the other way round: whichever comes second sees the other.
 */
async function grant(
  { layout, log }: DataServer,
  to: DataNodeName,
): Promise<{ granted: boolean; phase: string }> {
  await writeGrant(layout, { to, until: Date.now() + grantMs });
  const { phase } = await lookAtDatabase(layout);
  const granted = phase === 'starting' || phase === 'stopped';
  if (!granted) await withdrawGrant(layout);
  log.info(
    { to, granted, phase },
    granted ? 'the peer may begin the cluster' : 'the peer may not begin the cluster',
  );
  return { granted, phase };
}
