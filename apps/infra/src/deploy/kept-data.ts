import {
  DeleteVolumeCommand,
  DescribeAddressesCommand,
  DescribeVolumesCommand,
  DisassociateAddressCommand,
  ReleaseAddressCommand,
} from '@aws-sdk/client-ec2';
import { GetBucketTaggingCommand, ListBucketsCommand, type S3Client } from '@aws-sdk/client-s3';
import { DeleteParametersCommand, paginateGetParametersByPath } from '@aws-sdk/client-ssm';
import { deleteBucket } from './buckets.ts';
import type { Clients } from './clients.ts';
import type { DeployedResource } from './deployed-resources.ts';

/** What outlives the stacks of a shop. */
export interface KeptData {
  /** Ids of the data servers' volumes. */
  readonly volumes: readonly string[];
  /** The endpoint's address. */
  readonly addresses: readonly { readonly allocationId: string; readonly ip: string }[];
  /** Pictures and backups. */
  readonly buckets: readonly string[];
  /** Names of what the servers have written down in Parameter Store. */
  readonly parameters: readonly string[];
}

/** The tag that every resource of a shop carries, which CloudFormation puts on it. */
const tag = 'Shop';

/**
 * Finds what stacks of a shop have left behind: what just stayed when its stack went, and by their tag also leavings of an
 * earlier destroy.
 */
export async function findKeptData(
  { ec2, s3, ssm }: Clients,
  shop: string,
  stayed: readonly DeployedResource[],
): Promise<KeptData> {
  const idsOf = (type: string) => stayed.filter((resource) => resource.type === type).map(({ id }) => id);
  const Filters = [{ Name: `tag:${tag}`, Values: [shop] }];
  const ips = idsOf('AWS::EC2::EIP');
  const [volumes, tagged, named, buckets, parameters] = await Promise.all([
    ec2.send(new DescribeVolumesCommand({ Filters })),
    ec2.send(new DescribeAddressesCommand({ Filters })),
    ips.length > 0 ? ec2.send(new DescribeAddressesCommand({ PublicIps: ips })) : { Addresses: [] },
    bucketsOf(s3, shop),
    parametersOf(ssm, shop),
  ]);
  const addresses = new Map(
    [...(tagged.Addresses ?? []), ...(named.Addresses ?? [])].map(({ AllocationId = '', PublicIp = '' }) => [
      AllocationId,
      PublicIp,
    ]),
  );
  return {
    volumes: each(
      idsOf('AWS::EC2::Volume'),
      (volumes.Volumes ?? []).flatMap(({ VolumeId }) => VolumeId ?? []),
    ),
    addresses: [...addresses].map(([allocationId, ip]) => ({ allocationId, ip })),
    buckets: each(idsOf('AWS::S3::Bucket'), buckets),
    parameters,
  };
}

/** What is in either list, once. */
function each(one: readonly string[], other: readonly string[]): readonly string[] {
  return [...new Set([...one, ...other])];
}

async function bucketsOf(client: S3Client, shop: string): Promise<readonly string[]> {
  const { Buckets } = await client.send(new ListBucketsCommand({}));
  // CloudFormation begins their names with the stack's.
  const candidates = (Buckets ?? []).flatMap(({ Name }) => (Name?.startsWith(`${shop}-`) ? [Name] : []));
  const ofShop = await Promise.all(
    candidates.map(async (name) => {
      const tags = await client.send(new GetBucketTaggingCommand({ Bucket: name })).catch(() => undefined);
      return tags?.TagSet?.some(({ Key, Value }) => Key === tag && Value === shop) === true;
    }),
  );
  return candidates.filter((_, index) => ofShop[index]);
}

async function parametersOf(client: Clients['ssm'], shop: string): Promise<readonly string[]> {
  const names: string[] = [];
  for await (const page of paginateGetParametersByPath({ client }, { Path: `/${shop}/`, Recursive: true })) {
    names.push(...(page.Parameters ?? []).flatMap(({ Name }) => Name ?? []));
  }
  return names;
}

/** What there is, a line each, for people. */
export function listKeptData({ volumes, addresses, buckets, parameters }: KeptData): readonly string[] {
  return [
    ...volumes.map((id) => `data volume ${id}`),
    ...addresses.map(({ ip, allocationId }) => `Elastic IP ${ip} (${allocationId})`),
    ...buckets.map((name) => `bucket ${name}`),
    ...(parameters.length > 0 ? [`${parameters.length} parameters in Parameter Store`] : []),
  ];
}

/** Deletes all of it for good, saying each thing once it is gone. Safe to repeat. */
export async function deleteKeptData(
  { ec2, s3, ssm }: Clients,
  kept: KeptData,
  say: (line: string) => void,
): Promise<void> {
  for (const id of kept.volumes) {
    await ec2.send(new DeleteVolumeCommand({ VolumeId: id }));
    say(`Deleted data volume ${id}`);
  }
  for (const { allocationId, ip } of kept.addresses) {
    const { Addresses } = await ec2.send(new DescribeAddressesCommand({ AllocationIds: [allocationId] }));
    const association = Addresses?.[0]?.AssociationId;
    if (association) await ec2.send(new DisassociateAddressCommand({ AssociationId: association }));
    await ec2.send(new ReleaseAddressCommand({ AllocationId: allocationId }));
    say(`Released Elastic IP ${ip}`);
  }
  for (const name of kept.buckets) {
    const objects = await deleteBucket(s3, name);
    say(`Deleted bucket ${name} with ${objects.toLocaleString('en-US')} objects`);
  }
  // The API takes ten at once.
  for (let at = 0; at < kept.parameters.length; at += 10) {
    await ssm.send(new DeleteParametersCommand({ Names: kept.parameters.slice(at, at + 10) }));
  }
  if (kept.parameters.length > 0) say(`Deleted ${kept.parameters.length} parameters`);
}
