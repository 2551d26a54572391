import { randomBytes } from 'node:crypto';
import type { AppServerFacts, CommonFacts, DataServerFacts, Facts, WitnessFacts } from '@perfume/instances';
import type { Ground } from '../ground/ground.ts';
import type { ApiAccess } from '../instances/set-up.ts';
import type { TopologyPlan } from '../template/plan.ts';
import type { DataNode, Node, Zone } from '../topology.ts';
import { sizes } from './sizes.ts';

/** What the instances of a rehearsal are told: what the template tells, with the addresses of this machine. */
export interface FactsOf {
  readonly access: ApiAccess;
  app(server: {
    readonly zone: Zone;
    readonly address: string;
    readonly releaseId: string;
  }): Facts & { role: 'app' };
  data(node: DataNode): Facts & { role: 'data' };
  witness(): Facts & { role: 'witness' };
}

export function createFacts(plan: TopologyPlan, ground: Ground): FactsOf {
  const { account, cloud, endpointName, elasticIp, elb } = ground;
  const access: ApiAccess = {
    AWS_ENDPOINT_URL: cloud.endpoint,
    AWS_ACCESS_KEY_ID: 'rehearsal',
    AWS_SECRET_ACCESS_KEY: 'rehearsal',
    AWS_EC2_METADATA_DISABLED: 'true',
  };
  const addresses = { a: plan.addresses.a[0]!, b: plan.addresses.b[0]!, c: plan.addresses.c[0]! };

  const common = (
    role: 'app' | 'data' | 'witness',
    zone: Zone,
    privateAddress: string,
    networkInterfaceId: string,
  ): CommonFacts => ({
    shop: plan.shop,
    region: plan.region,
    releaseBucket: account.buckets.releases,
    environment: { ...access },
    instance: {
      instanceId: `i-${randomId()}`,
      zone: `${plan.region}${zone}`,
      networkInterfaceId,
      privateAddress,
      memoryMiB: sizes[role].memoryMiB,
    },
  });
  const fixed = (role: 'data' | 'witness', node: Node) =>
    common(role, node, addresses[node], account.networkInterfaces[node]);

  return {
    access,
    app: ({ zone, address, releaseId }) =>
      ({
        role: 'app',
        ...common('app', zone, address, `eni-${randomId()}`),
        endpointName,
        releaseId,
        settings: shopSettings(elb.url, `s3://${account.buckets.assets}?region=${plan.region}`),
      }) satisfies { role: 'app' } & AppServerFacts,
    data: (node) =>
      ({
        role: 'data',
        ...fixed('data', node),
        node,
        addresses,
        endpointName,
        elasticIp,
        elasticIpAllocationId: account.allocationId,
        dataBucket: account.buckets.backups,
      }) satisfies { role: 'data' } & DataServerFacts,
    witness: () =>
      ({ role: 'witness', ...fixed('witness', 'c'), addresses }) satisfies { role: 'witness' } & WitnessFacts,
  };
}

/**
 * The storefront's settings that the template gives; here with payments that are none, and without CloudFront: app servers
 * answer for pictures themselves, from the bucket.
 */
function shopSettings(url: string, assetStoreUrl: string): Record<string, string> {
  return {
    PUBLIC_URL: url,
    ASSET_STORE_URL: assetStoreUrl,
    TRUST_PROXY_HOPS: '1',
    CURRENCY: 'USD',
    CONTACT_EMAIL: 'help@example.com',
    MAIL_FROM: 'Perfume <orders@example.com>',
    TEST_PAYMENTS: 'on',
    // One machine is all shoppers.
    RATE_LIMITS: 'off',
  };
}

/** As EC2 writes its ids. */
const randomId = (): string => randomBytes(9).toString('hex').slice(0, 17);
