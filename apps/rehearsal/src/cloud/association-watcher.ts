import { DescribeAddressesCommand, type EC2Client } from '@aws-sdk/client-ec2';
import { setTimeout as sleep } from 'node:timers/promises';

/** Who the Elastic IP is associated with, by Amazon's own account. */
export interface Association {
  readonly associationId: string | null;
  readonly networkInterfaceId: string | null;
}

export interface WatcherOptions {
  readonly ec2: EC2Client;
  readonly allocationId: string;
  readonly propagationMs: number;
  /** Default: 200 ms. */
  readonly everyMs?: number;
  /** Called once for each change as soon as it is seen. */
  readonly seen: (association: Association) => void;
  /** Makes packets and names follow it, the propagation delay later. Changes follow in their order. */
  readonly follow: (association: Association) => Promise<void>;
  readonly failed: (error: unknown) => void;
}

/** Does what Amazon does behind its API: makes the network follow the association. */
export interface AssociationWatcher {
  stop(): Promise<void>;
}

export async function associationOf(ec2: EC2Client, allocationId: string): Promise<Association> {
  const { Addresses } = await ec2.send(new DescribeAddressesCommand({ AllocationIds: [allocationId] }));
  const address = Addresses?.[0];
  // An empty text and none at all are the same to the API's stand-in.
  return {
    associationId: address?.AssociationId || null,
    networkInterfaceId: address?.NetworkInterfaceId || null,
  };
}

export function watchAssociation(options: WatcherOptions): AssociationWatcher {
  const { ec2, allocationId, propagationMs, everyMs = 200, seen, follow, failed } = options;
  const end = new AbortController();
  let last: Association = { associationId: null, networkInterfaceId: null };
  let following: Promise<void> = Promise.resolve();

  async function look(): Promise<void> {
    const association = await associationOf(ec2, allocationId);
    if (same(association, last)) return;
    last = association;
    seen(association);
    const due = Date.now() + propagationMs;
    following = following
      .then(() => sleep(Math.max(0, due - Date.now()), undefined, { signal: end.signal }))
      .then(() => follow(association))
      .catch((error: unknown) => {
        if (!end.signal.aborted) failed(error);
      });
  }

  async function watch(): Promise<void> {
    while (!end.signal.aborted) {
      await look().catch((error: unknown) => {
        if (!end.signal.aborted) failed(error);
      });
      await sleep(everyMs, undefined, { signal: end.signal }).catch(() => undefined);
    }
  }

  const watching = watch();
  return {
    async stop() {
      end.abort();
      await watching;
      await following;
    },
  };
}

const same = (one: Association, other: Association): boolean =>
  one.associationId === other.associationId && one.networkInterfaceId === other.networkInterfaceId;
