import { Agent, request } from 'node:http';
import type { NodeName, PublishedState } from '../decide/observation.ts';
import { parsePublishedState, statePath } from './published-state.ts';

/** An answer that is longer is none of an agent, in bytes. */
const longestAnswer = 64 * 1024;

export interface PeerClient {
  /** @throws when no answer comes in time, or it is not one of the peer's agent */
  ask(): Promise<PublishedState>;
  close(): void;
}

/** Asks the peer's agent through the tunnel for its state, over one connection that is kept. */
export function peerClient(options: {
  readonly host: string;
  readonly port: number;
  readonly peer: NodeName;
  readonly deadlineMs: number;
}): PeerClient {
  const { host, port, peer, deadlineMs } = options;
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  return {
    ask: () =>
      new Promise((resolve, reject) => {
        const signal = AbortSignal.timeout(deadlineMs);
        const asking = request({ host, port, path: statePath, agent, signal }, (answer) => {
          let text = '';
          answer.setEncoding('utf8');
          answer.on('data', (part: string) => {
            text += part;
            if (text.length > longestAnswer) answer.destroy(new Error('the answer is too long'));
          });
          answer.on('error', reject);
          answer.on('end', () => {
            try {
              resolve(parsePublishedState(JSON.parse(text), peer));
            } catch (error) {
              reject(error instanceof Error ? error : new Error('not an answer of an agent'));
            }
          });
        });
        asking.on('error', reject);
        asking.end();
      }),
    close: () => agent.destroy(),
  };
}
