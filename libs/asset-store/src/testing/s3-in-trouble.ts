import { createServer, request, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface S3InTrouble {
  readonly endpoint: string;
  /** Requests that came, by method. */
  readonly requests: Readonly<Record<string, number>>;
  /** The most that were under way at the same time. */
  readonly mostAtOnce: number;
  stop(): void;
}

/** What happens to a request; `pass` goes on to the server behind. */
type Trouble = 'pass' | 'busy' | 'silence';

/**
 * Stands before an S3 server and makes trouble on the way to it: `busy` is the 503 with which S3 asks to slow down, `silence`
 * never answers.
 */
export async function startS3InTrouble(
  behind: string,
  trouble: (method: string, path: string) => Trouble,
): Promise<S3InTrouble> {
  const requests: Record<string, number> = {};
  let atOnce = 0;
  let mostAtOnce = 0;
  const server = createServer((req, res) => {
    const { method = '', url = '' } = req;
    requests[method] = (requests[method] ?? 0) + 1;
    atOnce += 1;
    mostAtOnce = Math.max(mostAtOnce, atOnce);
    res.once('close', () => (atOnce -= 1));
    const happens = trouble(method, url);
    if (happens === 'pass') passOn(behind, req, res);
    else if (happens === 'busy') {
      req.resume();
      res.writeHead(503, { 'Content-Type': 'application/xml' });
      res.end('<Error><Code>SlowDown</Code><Message>Please reduce your request rate.</Message></Error>');
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    get mostAtOnce() {
      return mostAtOnce;
    },
    stop() {
      server.closeAllConnections();
      server.close();
    },
  };
}

function passOn(behind: string, req: IncomingMessage, res: ServerResponse): void {
  const { hostname, port } = new URL(behind);
  const onward = request(
    { hostname, port, method: req.method, path: req.url, headers: req.headers },
    (answer) => {
      res.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(res);
    },
  );
  onward.once('error', () => res.destroy());
  req.pipe(onward);
}
