import {
  createServer,
  request as forward,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';

/** What Amazon's API does wrong in a test; changed while it runs. */
export interface ApiFaults {
  /** Each call waits so long before it takes effect, in ms. */
  delayMs: number;
  /** Each call is answered so much later than it takes effect, in ms. */
  answerDelayMs: number;
  /** Every call is refused with this code. */
  refuse: string | undefined;
  /** AssociateAddress is refused with this code. */
  refuseAssociate: string | undefined;
  /** DescribeAddresses answers what was so when this was set. */
  stale: boolean;
  /** No call is answered. */
  away: boolean;
}

/** A server before moto's that adds what moto has not. */
export interface ApiProxy {
  readonly port: number;
  readonly faults: ApiFaults;
  /** Actions that were asked for, oldest first, with their parameters. */
  readonly calls: readonly { readonly action: string; readonly body: string }[];
  close(): Promise<void>;
}

const status: Readonly<Record<string, number>> = { RequestLimitExceeded: 503, UnauthorizedOperation: 403 };

/** @param at where it listens: a port of the loopback interface, or a socket file */
export async function apiProxy(
  target: { readonly host: string; readonly port: number },
  at: { readonly port: number } | { readonly path: string },
): Promise<ApiProxy> {
  const faults: ApiFaults = {
    delayMs: 0,
    answerDelayMs: 0,
    refuse: undefined,
    refuseAssociate: undefined,
    stale: false,
    away: false,
  };
  const calls: { action: string; body: string }[] = [];
  let lastDescribed: { readonly code: number; readonly text: string } | undefined;

  async function handle(req: IncomingMessage, res: ServerResponse): Promise<void> {
    const body = await textOf(req);
    const action = new URLSearchParams(body).get('Action') ?? '';
    calls.push({ action, body });
    if (faults.away) return;
    await pause(faults.delayMs);
    const refusal = faults.refuse ?? (action === 'AssociateAddress' ? faults.refuseAssociate : undefined);
    if (refusal !== undefined) {
      await pause(faults.answerDelayMs);
      res.writeHead(status[refusal] ?? 400, { 'Content-Type': 'text/xml' });
      res.end(
        `<Response><Errors><Error><Code>${refusal}</Code><Message>asked for by a test</Message></Error></Errors><RequestID>0</RequestID></Response>`,
      );
      return;
    }
    const isDescribe = action === 'DescribeAddresses';
    const answer =
      isDescribe && faults.stale && lastDescribed ? lastDescribed : await pass(target, req, body);
    if (isDescribe && !faults.stale) lastDescribed = answer;
    await pause(faults.answerDelayMs);
    res.writeHead(answer.code, { 'Content-Type': 'text/xml' });
    res.end(answer.text);
  }

  const server = createServer((req, res) => {
    handle(req, res).catch(() => res.destroy());
  });
  await listening(server, at);
  const address = server.address();
  return {
    port: typeof address === 'object' && address ? address.port : 0,
    faults,
    calls,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

function listening(server: Server, at: { readonly port: number } | { readonly path: string }): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen('path' in at ? at : { host: '127.0.0.1', port: at.port }, resolve);
  });
}

function pass(
  target: { readonly host: string; readonly port: number },
  req: IncomingMessage,
  body: string,
): Promise<{ readonly code: number; readonly text: string }> {
  return new Promise((resolve, reject) => {
    const asking = forward(
      {
        ...target,
        method: req.method,
        path: req.url,
        headers: { ...req.headers, host: `${target.host}:${target.port}` },
      },
      (answer) => {
        textOf(answer).then((text) => resolve({ code: answer.statusCode ?? 500, text }), reject);
      },
    );
    asking.on('error', reject);
    asking.end(body);
  });
}

async function textOf(stream: IncomingMessage): Promise<string> {
  let text = '';
  for await (const part of stream.setEncoding('utf8')) text += part as string;
  return text;
}
