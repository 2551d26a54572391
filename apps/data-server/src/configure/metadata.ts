import { totalmem } from 'node:os';
import type { InstanceFacts } from '@perfume/instances';

/** The longest wait for one answer, in ms; the service is on the same machine. */
const answerMs = 2_000;
const tokenSeconds = '300';

/**
 * What EC2's metadata service (IMDSv2) says of this instance, and its memory.
 * @throws Error when it does not answer
 */
export async function readMetadata(): Promise<InstanceFacts> {
  const token = await ask('PUT', '/latest/api/token', {
    'X-aws-ec2-metadata-token-ttl-seconds': tokenSeconds,
  });
  const read = (path: string) =>
    ask('GET', `/latest/meta-data/${path}`, { 'X-aws-ec2-metadata-token': token });
  const mac = await read('mac');
  return {
    instanceId: await read('instance-id'),
    zone: await read('placement/availability-zone'),
    networkInterfaceId: await read(`network/interfaces/macs/${mac}/interface-id`),
    // The first one: a data server has a second for its own way out.
    privateAddress: await read('local-ipv4'),
    memoryMiB: Math.floor(totalmem() / 2 ** 20),
  };
}

/** The state to which the Auto Scaling group wants to bring this instance, such as `InService`; undefined outside of a group. */
export async function readTargetState(): Promise<string | undefined> {
  const token = await ask('PUT', '/latest/api/token', {
    'X-aws-ec2-metadata-token-ttl-seconds': tokenSeconds,
  });
  try {
    return await ask('GET', '/latest/meta-data/autoscaling/target-lifecycle-state', {
      'X-aws-ec2-metadata-token': token,
    });
  } catch (error) {
    if (error instanceof MetadataError && error.status === 404) return undefined;
    throw error;
  }
}

class MetadataError extends Error {
  override readonly name = 'MetadataError';
  readonly status: number;
  constructor(path: string, status: number) {
    super(`The metadata service answers ${status} for ${path}.`);
    this.status = status;
  }
}

async function ask(method: string, path: string, headers: Readonly<Record<string, string>>): Promise<string> {
  const service = process.env['AWS_EC2_METADATA_SERVICE_ENDPOINT'] ?? 'http://169.254.169.254';
  const response = await fetch(`${service}${path}`, {
    method,
    headers,
    signal: AbortSignal.timeout(answerMs),
  });
  if (!response.ok) throw new MetadataError(path, response.status);
  return (await response.text()).trim();
}
