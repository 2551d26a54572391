import { Agent as HttpAgent, request as httpRequest, type IncomingMessage } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import { promisify } from 'node:util';
import { brotliDecompress, gunzip } from 'node:zlib';
import type { Outcome } from './records.ts';

/** Connections of one browser or of one crowd of readers, kept alive between requests. */
export interface Connections {
  readonly origin: URL;
  readonly agent: HttpAgent | HttpsAgent;
  close(): void;
}

export interface ConnectionOptions {
  /** Where the shop is reached: the load balancer's address. */
  readonly origin: URL;
  readonly most: number;
  /** The address that is dialled from, where the machine has several. */
  readonly localAddress?: string | undefined;
  /** PEM of the authority behind the load balancer's certificate. */
  readonly ca?: string | undefined;
}

/** Opens nothing yet; connections are made as requests need them. */
export function openConnections({ origin, most, localAddress, ca }: ConnectionOptions): Connections {
  const options = { keepAlive: true, maxSockets: most, ...(localAddress && { localAddress }) };
  const agent =
    origin.protocol === 'https:' ? new HttpsAgent({ ...options, ...(ca && { ca }) }) : new HttpAgent(options);
  return { origin, agent, close: () => agent.destroy() };
}

export interface Asked {
  readonly method: 'GET' | 'POST';
  /** With its query. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  /** For the whole answer, in ms. */
  readonly deadlineMs: number;
}

export interface Answer {
  readonly status: number;
  readonly headers: IncomingMessage['headers'];
  readonly html: string;
}

/** No whole answer came. */
export class NoAnswer extends Error {
  override readonly name = 'NoAnswer';
  readonly outcome: Outcome;
  readonly code: string;

  constructor(outcome: Outcome, code: string) {
    super(`no answer: ${code}`);
    this.outcome = outcome;
    this.code = code;
  }
}

/**
 * Sends one request and reads the whole answer. Nothing is repeated, not even on a kept-alive connection that was closed
 * under the request: a load balancer must not do that to anybody.
 * @throws NoAnswer
 */
export async function exchange({ origin, agent }: Connections, asked: Asked): Promise<Answer> {
  const send = origin.protocol === 'https:' ? httpsRequest : httpRequest;
  const { status, headers, body } = await new Promise<Raw>((resolve, reject) => {
    const outgoing = send(
      new URL(asked.path, origin),
      {
        agent,
        method: asked.method,
        headers: {
          ...asked.headers,
          ...(asked.body !== undefined && { 'Content-Length': Buffer.byteLength(asked.body) }),
        },
      },
      (incoming) => {
        const chunks: Buffer[] = [];
        incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
        incoming.once('error', fail);
        incoming.once('end', () => {
          clearTimeout(deadline);
          resolve({
            status: incoming.statusCode ?? 0,
            headers: incoming.headers,
            body: Buffer.concat(chunks),
          });
        });
      },
    );
    const deadline = setTimeout(() => {
      reject(new NoAnswer('timeout', 'DEADLINE'));
      outgoing.destroy();
    }, asked.deadlineMs);
    const fail = (error: NodeJS.ErrnoException) => {
      clearTimeout(deadline);
      reject(new NoAnswer(outcomeOf(error.code), error.code ?? error.message));
    };
    outgoing.once('error', fail);
    outgoing.end(asked.body);
  });
  return { status, headers, html: await unpack(body, headers['content-encoding']) };
}

interface Raw {
  readonly status: number;
  readonly headers: IncomingMessage['headers'];
  readonly body: Buffer;
}

const noConnection = new Set(['ECONNREFUSED', 'EHOSTUNREACH', 'ENETUNREACH', 'EADDRNOTAVAIL', 'ENOTFOUND']);

function outcomeOf(code: string | undefined): Outcome {
  if (code === 'ETIMEDOUT') return 'timeout';
  return code !== undefined && noConnection.has(code) ? 'refused' : 'error';
}

const unpackings = { br: promisify(brotliDecompress), gzip: promisify(gunzip) } as const;

async function unpack(body: Buffer, encoding: string | undefined): Promise<string> {
  const unpacking = encoding === 'br' || encoding === 'gzip' ? unpackings[encoding] : undefined;
  return (unpacking && body.byteLength > 0 ? await unpacking(body) : body).toString();
}
