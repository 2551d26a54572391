import { AssociateAddressCommand, DescribeAddressesCommand, EC2Client } from '@aws-sdk/client-ec2';
import type { AddressLook, Holder } from '../decide/observation.ts';

export interface ElasticIpOptions {
  readonly region: string;
  /** eipalloc-…; the one address that is ever touched. */
  readonly allocationId: string;
  /** eni-… of this server. */
  readonly interfaceId: string;
  /** Private addresses of the other data server, by which its interface is known. */
  readonly peerAddresses: readonly string[];
  /** How long one call may take in all, in ms. */
  readonly deadlineMs: number;
}

/** The Elastic IP of the shop through Amazon's API. */
export interface ElasticIp {
  /** Who holds the address; the answer may be older than the question. */
  describe(): Promise<AddressLook>;
  /**
   * Gives the address to this server.
   * @returns the id of the association
   * @throws what the SDK throws; without reassociation Resource.AlreadyAssociated when somebody holds it
   */
  associate(allowReassociation: boolean): Promise<string>;
  close(): void;
}

/**
 * The client takes its endpoint from AWS_ENDPOINT_URL where that is set, and its credentials from where the SDK finds them.
 * It does not repeat calls: the agent decides anew before each one.
 */
export function elasticIp(options: ElasticIpOptions): ElasticIp {
  const { allocationId, interfaceId, peerAddresses, deadlineMs } = options;
  const client = new EC2Client({
    region: options.region,
    maxAttempts: 1,
    requestHandler: { connectionTimeout: Math.min(2_000, deadlineMs), requestTimeout: deadlineMs },
  });
  const deadline = () => ({ abortSignal: AbortSignal.timeout(deadlineMs) });

  return {
    async describe() {
      const answer = await client.send(
        new DescribeAddressesCommand({ AllocationIds: [allocationId] }),
        deadline(),
      );
      const address = answer.Addresses?.find((one) => one.AllocationId === allocationId);
      if (!address)
        throw Object.assign(new Error('no such address'), { name: 'InvalidAllocationID.NotFound' });
      const holderId = address.NetworkInterfaceId;
      const associationId = address.AssociationId;
      const holder: Holder = !associationId
        ? 'nobody'
        : holderId === interfaceId
          ? 'self'
          : address.PrivateIpAddress !== undefined && peerAddresses.includes(address.PrivateIpAddress)
            ? 'peer'
            : 'other';
      return { holder, associationId: associationId || undefined, interfaceId: holderId };
    },

    async associate(allowReassociation) {
      const answer = await client.send(
        new AssociateAddressCommand({
          AllocationId: allocationId,
          NetworkInterfaceId: interfaceId,
          // Amazon's own default has changed over the years and differs between accounts.
          AllowReassociation: allowReassociation,
        }),
        deadline(),
      );
      if (!answer.AssociationId)
        throw Object.assign(new Error('no association'), { name: 'MissingAssociationId' });
      return answer.AssociationId;
    },

    close: () => client.destroy(),
  };
}
