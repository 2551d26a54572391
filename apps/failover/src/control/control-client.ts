import { request } from 'node:http';

/** The agent on this machine cannot be asked; the message says what to do. */
export class AgentUnreachable extends Error {
  override readonly name = 'AgentUnreachable';
}

/** An answer takes no longer than this, in ms. */
const deadlineMs = 3_000;

/**
 * Asks or orders something of the local agent.
 * @throws AgentUnreachable
 */
export function askAgent(socketPath: string, method: 'GET' | 'POST', path: string): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const signal = AbortSignal.timeout(deadlineMs);
    const fail = (error: Error) =>
      reject(new AgentUnreachable(`${explain(error)} (${socketPath}).`, { cause: error }));
    const asking = request({ socketPath, method, path, signal }, (answer) => {
      let text = '';
      answer.setEncoding('utf8');
      answer.on('data', (part: string) => (text += part));
      answer.on('error', fail);
      answer.on('end', () => {
        try {
          resolve(JSON.parse(text));
        } catch (error) {
          fail(error instanceof Error ? error : new Error('no JSON'));
        }
      });
    });
    asking.on('error', fail);
    asking.end();
  });
}

function explain(error: NodeJS.ErrnoException): string {
  switch (error.code) {
    case 'ENOENT':
    case 'ECONNREFUSED':
      return 'No agent runs here: failover works on a data server, where systemctl status perfume-failover says why';
    case 'EACCES':
      return 'You may not order the agent: run this as root or perfume-agent';
    default:
      return 'The agent does not answer';
  }
}
