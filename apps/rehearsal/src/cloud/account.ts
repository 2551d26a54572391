import {
  AllocateAddressCommand,
  CreateNetworkInterfaceCommand,
  CreateSubnetCommand,
  CreateVpcCommand,
  type EC2Client,
} from '@aws-sdk/client-ec2';
import type { Node, Zone } from '../topology.ts';

export interface AccountPlan {
  readonly region: string;
  readonly network: string;
  readonly subnets: Readonly<Record<Zone, string>>;
  /** The fixed private addresses of the data servers and the witness. */
  readonly addresses: Readonly<Record<Node, string>>;
  readonly elasticIp: string;
}

/** What the account holds before any instance boots: what a deploy makes and instances are told of. */
export interface Account {
  readonly allocationId: string;
  readonly networkInterfaces: Readonly<Record<Node, string>>;
}

export async function openAccount(ec2: EC2Client, plan: AccountPlan): Promise<Account> {
  const { Vpc } = await ec2.send(new CreateVpcCommand({ CidrBlock: plan.network }));
  const { AllocationId, PublicIp } = await ec2.send(
    new AllocateAddressCommand({ Domain: 'vpc', Address: plan.elasticIp }),
  );
  if (PublicIp !== plan.elasticIp) {
    throw new Error(`The API's stand-in allocated ${PublicIp} and not ${plan.elasticIp}.`);
  }
  const interfaceIn = async (zone: Zone): Promise<string> => {
    const { Subnet } = await ec2.send(
      new CreateSubnetCommand({
        VpcId: Vpc!.VpcId!,
        CidrBlock: plan.subnets[zone],
        AvailabilityZone: `${plan.region}${zone}`,
      }),
    );
    const { NetworkInterface } = await ec2.send(
      new CreateNetworkInterfaceCommand({
        SubnetId: Subnet!.SubnetId!,
        PrivateIpAddress: plan.addresses[zone],
      }),
    );
    return NetworkInterface!.NetworkInterfaceId!;
  };
  const networkInterfaces = {
    a: await interfaceIn('a'),
    b: await interfaceIn('b'),
    c: await interfaceIn('c'),
  };
  return { allocationId: AllocationId!, networkInterfaces };
}
