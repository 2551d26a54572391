import { hoursPerMonth } from '../prices/price.ts';
import { PriceMissing } from '../prices/instances.ts';
import { servicePrices } from '../prices/services.ts';
import type { Usage } from '../trade/usage.ts';
import { line, type CostLine, type TemplateResource } from './cost-line.ts';
import { distributionLines, firewallLines, loadBalancerLines } from './entrance.ts';
import { freeResources } from './free-resources.ts';
import { appServerLines, serverLines } from './servers.ts';
import { bucketLines, volumeLines } from './storage.ts';
import {
  alarmLines,
  compositeAlarmLines,
  dashboardLines,
  logGroupLines,
  scalingPolicyLines,
} from './watching.ts';

type Pricing = (resource: TemplateResource, usage: Usage) => CostLine[];

/** Every type of resource that costs something, and how its rows are worked out. */
export const pricedResources: Readonly<Record<string, Pricing>> = {
  'AWS::AutoScaling::ScalingPolicy': scalingPolicyLines,
  'AWS::CloudFront::Distribution': distributionLines,
  'AWS::CloudWatch::Alarm': alarmLines,
  'AWS::CloudWatch::CompositeAlarm': compositeAlarmLines,
  'AWS::CloudWatch::Dashboard': dashboardLines,
  'AWS::EC2::EIP': elasticAddressLines,
  'AWS::EC2::Instance': serverLines,
  'AWS::EC2::LaunchTemplate': appServerLines,
  'AWS::EC2::VPCEndpoint': endpointLines,
  'AWS::EC2::Volume': volumeLines,
  'AWS::ElasticLoadBalancingV2::LoadBalancer': loadBalancerLines,
  'AWS::Logs::LogGroup': logGroupLines,
  'AWS::S3::Bucket': bucketLines,
  'AWS::SecretsManager::Secret': secretLines,
  'AWS::WAFv2::WebACL': firewallLines,
};

/**
 * The rows of everything that templates make.
 * @throws PriceMissing for a type of resource that is neither priced nor known to be free
 */
export function priceResources(resources: readonly TemplateResource[], usage: Usage): CostLine[] {
  return resources.flatMap((resource) => {
    const pricing = pricedResources[resource.type];
    if (pricing) return pricing(resource, usage);
    if (resource.type in freeResources) return [];
    throw new PriceMissing(
      `${resource.type} (${resource.logicalId}) has no price. Add it to pricedResources or, with the reason, to freeResources in apps/infra/src/cost/resources.`,
    );
  });
}

/** Elastic IPs are of the data servers, the witness and the endpoint. */
function elasticAddressLines(): CostLine[] {
  return [
    line({
      group: 'Database and cache',
      what: 'Elastic IPs: the endpoint, and the way out of each server',
      quantity: 1,
      unit: 'address',
      price: servicePrices.publicAddress,
      times: hoursPerMonth,
      ownServersOnly: true,
    }),
  ];
}

/** Gateway endpoints are free; interface endpoints cost by the zone. */
function endpointLines({ properties, logicalId }: TemplateResource): CostLine[] {
  const { VpcEndpointType = 'Gateway', SubnetIds = [] } = properties as {
    VpcEndpointType?: string;
    SubnetIds?: readonly unknown[];
  };
  if (VpcEndpointType === 'Gateway') return [];
  return [
    line({
      group: 'Network',
      what: `Interface endpoint ${logicalId}`,
      quantity: SubnetIds.length,
      unit: 'zone',
      price: servicePrices.interfaceEndpoint,
      times: hoursPerMonth,
    }),
  ];
}

function secretLines(): CostLine[] {
  return [
    line({
      group: 'Secrets and names',
      what: 'Secrets',
      quantity: 1,
      unit: 'secret',
      price: servicePrices.secret,
    }),
  ];
}
