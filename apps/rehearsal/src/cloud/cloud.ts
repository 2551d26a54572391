import { join } from 'node:path';
import { request } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { motoCommand } from '@perfume/local-services';
import type { Group } from '../run/cgroup.ts';
import { startDaemon } from '../run/daemon.ts';
import type { Run } from '../run/run.ts';
import type { CloudFault } from '../topology.ts';
import { setCloudFault } from './client.ts';
import { directClients, type DirectClients } from './clients.ts';

export interface CloudPlan {
  readonly namespace: string;
  /** Where instances find it. */
  readonly address: string;
  readonly region: string;
  readonly group: Group;
  /** A Python that has moto's server. */
  readonly python: string;
}

/** Amazon's API: moto's server in a namespace of its own, and before it a proxy that can go wrong. */
export interface Cloud {
  /** For AWS_ENDPOINT_URL of the instances. */
  readonly endpoint: string;
  /** A Unix socket that reaches the API past every fault. */
  readonly directSocket: string;
  readonly direct: DirectClients;
  setFault(fault: CloudFault | undefined): Promise<void>;
}

/** Where Amazon answers, so that security groups let it through; here without TLS. */
const port = 443;
const motoPort = 5000;
/** Python on a busy machine takes its time. In ms. */
const patienceMs = 60_000;

/** @throws Error when the API does not answer in time */
export async function startCloud(run: Run, plan: CloudPlan): Promise<Cloud> {
  const directSocket = join(run.directory, 'api.sock');
  const controlSocket = join(run.directory, 'api-control.sock');
  const { namespace, group } = plan;
  const moto = motoCommand(plan.python, { host: '127.0.0.1', port: motoPort });
  startDaemon(run, { name: 'moto', namespace, group, command: [moto.path, ...moto.args] });
  const settings = { host: plan.address, port, motoPort, direct: directSocket, control: controlSocket };
  startDaemon(run, {
    name: 'api',
    namespace,
    group,
    command: [process.execPath, join(import.meta.dirname, 'proxy-main.ts'), JSON.stringify(settings)],
  });
  const deadline = Date.now() + patienceMs;
  while (!(await answers(directSocket))) {
    if (Date.now() > deadline)
      throw new Error(`moto's server does not answer; see logs/moto.log and logs/api.log.`);
    await sleep(100);
  }
  return {
    endpoint: `http://${plan.address}:${port}`,
    directSocket,
    direct: directClients(directSocket, plan.region),
    setFault: (fault) => setCloudFault(controlSocket, fault),
  };
}

function answers(socketPath: string): Promise<boolean> {
  return new Promise((resolve) => {
    const get = request({ socketPath, path: '/moto-api/', timeout: 2_000 }, (answer) => {
      answer.resume();
      resolve(answer.statusCode === 200);
    });
    get.on('timeout', () => get.destroy());
    get.on('error', () => resolve(false));
    get.end();
  });
}
