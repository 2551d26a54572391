import { DescribeAutoScalingGroupsCommand } from '@aws-sdk/client-auto-scaling';
import {
  DescribeAddressesCommand,
  DescribeInstancesCommand,
  DescribeLaunchTemplateVersionsCommand,
  DescribeNetworkInterfacesCommand,
  DescribeSubnetsCommand,
} from '@aws-sdk/client-ec2';
import { DescribeLoadBalancersCommand } from '@aws-sdk/client-elastic-load-balancing-v2';
import { paginateListObjectsV2 } from '@aws-sdk/client-s3';
import type { Clients } from '../clients.ts';

/** Zones of the shop's subnets, in order. */
export async function zonesOf({ ec2 }: Clients): Promise<readonly string[]> {
  const { Subnets } = await ec2.send(
    new DescribeSubnetsCommand({ Filters: [{ Name: 'cidr-block', Values: ['10.20.*'] }] }),
  );
  return (Subnets ?? []).map((subnet) => subnet.AvailabilityZone!).sort();
}

/** Data servers and witness by their names. moto gives them other interfaces than the template's. */
export async function namedServers({ ec2 }: Clients) {
  const { Reservations } = await ec2.send(
    new DescribeInstancesCommand({ Filters: [{ Name: 'instance-state-name', Values: ['running'] }] }),
  );
  return (Reservations ?? [])
    .flatMap(({ Instances }) => Instances ?? [])
    .map(({ InstanceId: id, InstanceType, Tags }) => {
      const name = Tags?.find(({ Key }) => Key === 'Name')?.Value ?? '';
      return { id, type: String(InstanceType), name };
    })
    .filter(({ name }) => /-data-[abc]$/.test(name))
    .sort((one, other) => one.name.localeCompare(other.name));
}

/** The zone in which a network interface is. */
export async function zoneOf({ ec2 }: Clients, networkInterface: string): Promise<string | undefined> {
  const { NetworkInterfaces } = await ec2.send(
    new DescribeNetworkInterfacesCommand({ NetworkInterfaceIds: [networkInterface] }),
  );
  const { Subnets } = await ec2.send(
    new DescribeSubnetsCommand({ SubnetIds: [NetworkInterfaces![0]!.SubnetId!] }),
  );
  return Subnets![0]!.AvailabilityZone;
}

export async function loadBalancer({ loadBalancing }: Clients) {
  const { LoadBalancers } = await loadBalancing.send(new DescribeLoadBalancersCommand({}));
  return LoadBalancers![0]!;
}

/** The group of app servers, and the release that the newest version of its launch template tells new ones to run. */
export async function appServers({ autoScaling, ec2 }: Clients) {
  const { AutoScalingGroups } = await autoScaling.send(new DescribeAutoScalingGroupsCommand({}));
  const group = AutoScalingGroups![0]!;
  const { LaunchTemplateVersions } = await ec2.send(
    new DescribeLaunchTemplateVersionsCommand({
      LaunchTemplateId: group.LaunchTemplate!.LaunchTemplateId!,
      Versions: ['$Latest'],
    }),
  );
  const { VersionNumber: version, LaunchTemplateData } = LaunchTemplateVersions![0]!;
  const userData = Buffer.from(LaunchTemplateData!.UserData!, 'base64').toString();
  const [, release] = /RELEASE_ID="?([\w.-]+)/.exec(userData) ?? [];
  return { group, version, release };
}

export async function address({ ec2 }: Clients, allocationId: string) {
  const { Addresses } = await ec2.send(new DescribeAddressesCommand({ AllocationIds: [allocationId] }));
  return Addresses![0]!;
}

/** The keys in a bucket, in order. */
export async function keysIn({ s3 }: Clients, bucket: string): Promise<readonly string[]> {
  const keys: string[] = [];
  for await (const page of paginateListObjectsV2({ client: s3 }, { Bucket: bucket }))
    keys.push(...(page.Contents ?? []).flatMap(({ Key }) => Key ?? []));
  return keys.sort();
}
