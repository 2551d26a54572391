import { request as requestHttp, type IncomingMessage } from 'node:http';
import { request as requestHttps } from 'node:https';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { DeployFailed } from './failure.ts';

export interface CheckRelease {
  /** Where shoppers find the shop. */
  readonly url: string;
  /** The host to connect to instead of the one in the address: the load balancer, which answers before its DNS does. */
  readonly connectTo?: string | undefined;
  readonly release: string;
  /** Answers in a row that have to be right, each over a connection of its own; more than there are servers. Default 12. */
  readonly answers?: number;
  /** The longest that all of it may take, in ms. Default 5 minutes. */
  readonly longestMs?: number;
  /** Between two requests, in ms. Default 500. */
  readonly everyMs?: number;
}

interface Answer {
  readonly status: number;
  readonly body: string;
}

/** The longest wait for one answer, in ms. */
const answerMs = 10_000;

/** How many of the files that the page names are asked for. */
const files = 5;

/**
 * Asks the shop as a browser does, through the load balancer: which release answers, again and again; whether the start
 * page comes; whether the files that it names are there.
 * @throws DeployFailed with what came instead
 */
export async function checkRelease(options: CheckRelease): Promise<void> {
  await requireAnswers(options);
  const home = await ask(options, '/');
  if (home.status !== 200 || !/<html/i.test(home.body)) {
    throw new DeployFailed(
      `Release ${options.release} answers, but its start page does not come (${home.status}).`,
    );
  }
  for (const address of namedFiles(home.body)) {
    const { status } = await ask(options, address);
    if (status !== 200) {
      throw new DeployFailed(
        `Release ${options.release} answers, but its start page names ${address}, which does not come (${status}).`,
      );
    }
  }
}

async function requireAnswers(options: CheckRelease): Promise<void> {
  const { url, release, answers = 12, longestMs = 5 * 60_000, everyMs = 500 } = options;
  const deadline = Date.now() + longestMs;
  let instead = 'nothing';
  for (let right = 0; right < answers;) {
    try {
      const found = releaseOf(await ask(options, '/health/live'));
      if (found === release) right += 1;
      else {
        right = 0;
        instead = found;
      }
    } catch (error) {
      right = 0;
      instead = error instanceof Error ? error.message : String(error);
    }
    if (right < answers) {
      if (Date.now() >= deadline) {
        throw new DeployFailed(
          `${url} does not answer with release ${release} ${answers} times in a row within ${Math.round(longestMs / 1000)} s; ` +
            `what came last instead: ${instead}.`,
        );
      }
      await sleep(everyMs);
    }
  }
}

function releaseOf({ status, body }: Answer): string {
  if (status !== 200) return `status ${status}`;
  const { release } = JSON.parse(body) as { readonly release?: unknown };
  return typeof release === 'string' ? release : 'an answer that names no release';
}

/** Scripts and style sheets of a page, each once. */
function namedFiles(page: string): readonly string[] {
  const named = [...page.matchAll(/(?:src|href)="([^"]+\.(?:js|css))"/g)].map(([, address]) => address!);
  return [...new Set(named)].slice(0, files);
}

/** One request over a connection of its own, so that the load balancer chooses a server anew. */
async function ask({ url, connectTo }: CheckRelease, address: string): Promise<Answer> {
  const meant = new URL(address, url);
  const own = meant.host === new URL(url).host;
  const secure = meant.protocol === 'https:';
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    const request = (secure ? requestHttps : requestHttp)(
      {
        host: (own && connectTo) || meant.hostname,
        port: meant.port || (secure ? 443 : 80),
        path: `${meant.pathname}${meant.search}`,
        agent: false,
        timeout: answerMs,
        headers: { Host: meant.host, 'User-Agent': 'perfume-deploy' },
        ...(secure && { servername: meant.hostname }),
      },
      resolve,
    );
    request.once('error', reject);
    request.once('timeout', () => request.destroy(new Error(`no answer within ${answerMs / 1000} s`)));
    request.end();
  });
  return { status: response.statusCode ?? 0, body: await text(response) };
}
