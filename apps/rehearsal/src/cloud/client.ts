import { Agent, request } from 'node:http';
import type { CloudFault } from '../topology.ts';

/** The longest wait for an answer of the API's stand-in, in ms. */
const patienceMs = 30_000;

/** What an AWS client is given to ask the API's stand-in by a Unix socket, past every fault. */
export function directAccess(socketPath: string, region: string) {
  return {
    region,
    // An address, so that no part of a name is taken for a bucket's; the socket is what counts.
    endpoint: 'http://127.0.0.1',
    credentials: { accessKeyId: 'rehearsal', secretAccessKey: 'rehearsal' },
    maxAttempts: 2,
    requestHandler: {
      httpAgent: new Agent({ keepAlive: true, maxSockets: 8, socketPath } as ConstructorParameters<
        typeof Agent
      >[0]),
      requestTimeout: patienceMs,
      throwOnRequestTimeout: true,
    },
  };
}

/**
 * Tells the API's stand-in how to go wrong from now on.
 * @throws Error with its words when it does not understand the fault
 */
export function setCloudFault(controlSocket: string, fault: CloudFault | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const put = request(
      { socketPath: controlSocket, method: 'PUT', path: '/', timeout: patienceMs },
      (answer) => {
        let words = '';
        answer.setEncoding('utf8').on('data', (part: string) => (words += part));
        answer.on('end', () =>
          answer.statusCode === 204 ? resolve() : reject(new Error(`The fault was refused: ${words}`)),
        );
      },
    );
    put.on('timeout', () =>
      put.destroy(new Error(`The API's stand-in does not answer within ${patienceMs} ms.`)),
    );
    put.on('error', reject);
    put.end(JSON.stringify(fault ?? null));
  });
}
