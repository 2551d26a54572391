import { Agent, request } from 'node:http';
import { EC2Client } from '@aws-sdk/client-ec2';
import type { CloudFault } from '../topology.ts';

/** The longest wait for an answer of the API's stand-in, in ms. */
const patienceMs = 10_000;

/** What an AWS client is given to ask the API's stand-in by a Unix socket, past every fault. */
export function directAccess(socketPath: string, region: string) {
  return {
    region,
    endpoint: 'http://api.rehearsal.internal',
    credentials: { accessKeyId: 'rehearsal', secretAccessKey: 'rehearsal' },
    maxAttempts: 2,
    requestHandler: {
      httpAgent: new Agent({ keepAlive: true, maxSockets: 8, socketPath } as ConstructorParameters<
        typeof Agent
      >[0]),
      requestTimeout: patienceMs,
    },
  };
}

export const directEc2 = (socketPath: string, region: string): EC2Client =>
  new EC2Client(directAccess(socketPath, region));

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
