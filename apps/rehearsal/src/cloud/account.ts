import { randomBytes } from 'node:crypto';
import {
  AllocateAddressCommand,
  CreateNetworkInterfaceCommand,
  CreateSubnetCommand,
  CreateVpcCommand,
} from '@aws-sdk/client-ec2';
import { CreateBucketCommand, type BucketLocationConstraint } from '@aws-sdk/client-s3';
import { CreateSecretCommand, type SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { secretNames } from '@perfume/instances';
import type { Node, Zone } from '../topology.ts';
import type { DirectClients } from './clients.ts';

export interface AccountPlan {
  readonly region: string;
  readonly network: string;
  readonly subnets: Readonly<Record<Zone, string>>;
  /** The fixed private addresses of the data servers and the witness. */
  readonly addresses: Readonly<Record<Node, readonly string[]>>;
  readonly elasticIp: string;
  readonly shop: string;
}

/** What the account holds before any instance boots: what a deploy makes and instances are told of. */
export interface Account {
  readonly allocationId: string;
  readonly networkInterfaces: Readonly<Record<Node, string>>;
  readonly buckets: { readonly releases: string; readonly backups: string; readonly assets: string };
}

export async function openAccount({ ec2, s3, secrets }: DirectClients, plan: AccountPlan): Promise<Account> {
  const buckets = {
    releases: `${plan.shop}-releases`,
    backups: `${plan.shop}-backups`,
    assets: `${plan.shop}-assets`,
  };
  for (const Bucket of Object.values(buckets)) {
    await s3.send(
      new CreateBucketCommand({
        Bucket,
        ...(plan.region !== 'us-east-1' && {
          CreateBucketConfiguration: { LocationConstraint: plan.region as BucketLocationConstraint },
        }),
      }),
    );
  }
  await makeSecrets(secrets, plan.shop);
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
        PrivateIpAddress: plan.addresses[zone][0],
      }),
    );
    return NetworkInterface!.NetworkInterfaceId!;
  };
  const networkInterfaces = {
    a: await interfaceIn('a'),
    b: await interfaceIn('b'),
    c: await interfaceIn('c'),
  };
  return { allocationId: AllocationId!, networkInterfaces, buckets };
}

/** As the template makes them: logins with random passwords, a key for cookies, and an empty place for the authority. */
async function makeSecrets(client: SecretsManagerClient, shop: string): Promise<void> {
  const names = secretNames(shop);
  const random = () => randomBytes(24).toString('hex');
  const make = (Name: string, value?: object) =>
    client.send(new CreateSecretCommand({ Name, ...(value && { SecretString: JSON.stringify(value) }) }));
  await make(names.database, { username: 'shop', password: random() });
  await make(names.app, { COOKIE_SECRET: random(), PAYMENT_WEBHOOK_SECRET: random() });
  await make(names.tls);
}
