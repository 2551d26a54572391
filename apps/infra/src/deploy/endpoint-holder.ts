import { setTimeout as sleep } from 'node:timers/promises';
import { DescribeAddressesCommand, type EC2Client } from '@aws-sdk/client-ec2';
import { DeployFailed } from './failure.ts';

export interface WaitForHolder {
  readonly client: EC2Client;
  readonly allocationId: string;
  /** The longest wait, in ms: a new pair installs MariaDB and makes the database first. Default 15 minutes. */
  readonly longestMs?: number;
  /** Between two looks, in ms. Default 5 s. */
  readonly everyMs?: number;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Waits until a data server holds the endpoint: then there is a database that takes writes, and app servers can start.
 * @returns the network interface that holds it
 * @throws DeployFailed when none has taken it in time
 */
export async function waitForHolder(options: WaitForHolder): Promise<string> {
  const { client, allocationId, longestMs = 15 * 60_000, everyMs = 5_000, signal } = options;
  const deadline = Date.now() + longestMs;
  for (;;) {
    const { Addresses } = await client.send(new DescribeAddressesCommand({ AllocationIds: [allocationId] }));
    const holder = Addresses?.[0]?.NetworkInterfaceId;
    if (holder) return holder;
    if (Date.now() >= deadline) break;
    await sleep(everyMs, undefined, { ...(signal && { signal }) });
  }
  throw new DeployFailed(
    `No data server has taken the endpoint (${allocationId}) within ${Math.round(longestMs / 60_000)} minutes. The network ` +
      'and the data servers stand; the shop was not touched. See on a data server what it waits for: a first boot that is not ' +
      'through shows itself in aws ec2 get-console-output --latest --instance-id <its id>; after it there is Session Manager, ' +
      'and each program logs to /var/log/perfume/. Then run this again.',
  );
}
