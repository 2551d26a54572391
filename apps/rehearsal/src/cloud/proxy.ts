import {
  Agent,
  createServer,
  request as send,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import type { CloudFault } from '../topology.ts';
import { createPastAnswers, isRead, refusal, serviceOf, troubledService, type ApiAnswer } from './faults.ts';

export interface ProxyOptions {
  /** Where the API really is. */
  readonly backend: { readonly host: string; readonly port: number };
  /** 0 to 1; below the fault's share, a request is throttled. */
  readonly random?: () => number;
}

/** Amazon's API as it can be on a bad day. */
export interface ApiProxy {
  /** What instances ask: with the fault that is set. */
  readonly faulty: Server;
  /** What we ask ourselves: without any. */
  readonly direct: Server;
  setFault(fault: CloudFault | undefined): void;
}

export function createApiProxy({ backend, random = Math.random }: ProxyOptions): ApiProxy {
  const agent = new Agent({ keepAlive: true, maxSockets: 32 });
  const past = createPastAnswers();
  let fault: CloudFault | undefined;

  function passOn(req: IncomingMessage, res: ServerResponse): void {
    const { method, url, headers } = req;
    const onward = send({ ...backend, agent, method, path: url, headers }, (answer) => {
      res.writeHead(answer.statusCode!, answer.headers);
      answer.pipe(res);
    });
    onward.on('error', (error) => res.destroy(error));
    req.pipe(onward);
  }

  async function answerFaulty(req: IncomingMessage, res: ServerResponse): Promise<void> {
    const service = serviceOf(req.headers.authorization, req.url ?? '/');
    const now = service === troubledService ? fault : undefined;
    // No answer, now or ever: the connection stays as it is until the other side has enough of it.
    if (now?.away) return;
    // A slow API does late what it is asked for, it does not only tell of it late.
    if (now?.delayMs) await sleep(now.delayMs);
    const throttled = now?.throttle !== undefined && random() < now.throttle;
    if (now?.refuse || throttled) {
      req.resume();
      give(res, refusal(throttled ? 'throttle' : 'refuse'));
      return;
    }
    // Only EC2's answers are remembered; what else passes may be long, as objects of S3 are.
    if (service !== troubledService) {
      passOn(req, res);
      return;
    }
    const body = await text(req);
    const answer = await ask(req, body);
    if (!answer) {
      res.destroy();
      return;
    }
    let told = answer;
    if (isRead(body)) {
      past.remember(body, answer);
      if (now?.staleMs !== undefined) told = past.recall(body, now.staleMs) ?? answer;
    }
    give(res, told);
  }

  /** The API's answer, whole; undefined when it has none. */
  function ask(req: IncomingMessage, body: string): Promise<ApiAnswer | undefined> {
    return new Promise((resolve) => {
      const { method, url, headers } = req;
      const onward = send({ ...backend, agent, method, path: url, headers }, (answer) => {
        const parts: Buffer[] = [];
        answer.on('data', (part: Buffer) => parts.push(part));
        answer.on('error', () => resolve(undefined));
        answer.on('end', () =>
          resolve({
            status: answer.statusCode!,
            contentType: answer.headers['content-type'] ?? 'text/xml',
            body: Buffer.concat(parts).toString('utf8'),
          }),
        );
      });
      onward.on('error', () => resolve(undefined));
      onward.end(body);
    });
  }

  const faulty = createServer((req, res) => {
    answerFaulty(req, res).catch(() => res.destroy());
  });
  const direct = createServer((req, res) => passOn(req, res));
  for (const server of [faulty, direct]) server.keepAliveTimeout = 60_000;
  return { faulty, direct, setFault: (next) => (fault = next) };
}

function give(res: ServerResponse, answer: ApiAnswer): void {
  res.writeHead(answer.status, { 'content-type': answer.contentType });
  res.end(answer.body);
}
