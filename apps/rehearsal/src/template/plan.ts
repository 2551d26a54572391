import { z } from 'zod';
import type { LoadBalancerPlan } from '../elb/configuration.ts';
import { readSecurityGroups, type SecurityGroups } from '../security-groups/read.ts';
import type { Node, Zone } from '../topology.ts';
import { propertiesOf, TemplateError, type Assembly, type Resource } from './assembly.ts';

/** What the rehearsal takes from the synthesized template. */
export interface TopologyPlan {
  readonly shop: string;
  readonly region: string;
  readonly network: string;
  readonly subnets: Readonly<Record<Zone, string>>;
  /** The fixed addresses of the data servers and the witness; the first is the one that peers know. */
  readonly addresses: Readonly<Record<Node, readonly string[]>>;
  readonly loadBalancer: LoadBalancerPlan;
  readonly group: GroupPlan;
  readonly securityGroups: SecurityGroups;
}

/** The Auto Scaling group of app servers. */
export interface GroupPlan {
  readonly minimum: number;
  readonly maximum: number;
  readonly zones: readonly Zone[];
  readonly cpuTargetPercent: number;
  readonly warmupSeconds: number;
  readonly gracePeriodSeconds: number;
  readonly launchTimeoutSeconds: number;
}

const number = z.coerce.number();
const attributes = z.array(z.object({ Key: z.string(), Value: z.unknown() }));

/** @throws TemplateError naming what the template has not, or has otherwise than the rehearsal knows it */
export function planFrom(assembly: Assembly): TopologyPlan {
  const network = only(assembly, 'AWS::EC2::VPC', z.object({ CidrBlock: z.string() }));
  const stack = network.resource.stack;
  if (!stack.endsWith('-network'))
    throw new TemplateError(`The network is in ${stack}, not in <shop>-network.`);
  const { subnets, zoneOf } = readSubnets(assembly);
  return {
    shop: stack.slice(0, -'-network'.length),
    region: readRegion(assembly),
    network: network.properties.CidrBlock,
    subnets,
    addresses: readAddresses(assembly, zoneOf),
    loadBalancer: readLoadBalancer(assembly),
    group: readGroup(assembly, zoneOf),
    securityGroups: readSecurityGroups(assembly),
  };
}

/** The stacks are for any region; the servers are told theirs in their user data. */
function readRegion(assembly: Assembly): string {
  const [template] = assembly.ofType('AWS::EC2::LaunchTemplate');
  const region = /AWS_REGION=\\?"?([a-z]{2}(?:-[a-z]+)+-\d)/.exec(
    JSON.stringify(template?.properties ?? ''),
  )?.[1];
  if (region) return region;
  throw new TemplateError('The user data of app servers names no AWS_REGION.');
}

type ZoneOf = (subnet: unknown, stack: string) => Zone;

function readSubnets(assembly: Assembly): { subnets: Record<Zone, string>; zoneOf: ZoneOf } {
  const schema = z.object({
    CidrBlock: z.string(),
    AvailabilityZone: z.object({ 'Fn::Select': z.tuple([z.number(), z.unknown()]) }),
  });
  const found = assembly.ofType('AWS::EC2::Subnet').map((resource) => {
    const { CidrBlock, AvailabilityZone } = propertiesOf(resource, schema);
    const zone = (['a', 'b', 'c'] as const)[AvailabilityZone['Fn::Select'][0]];
    if (!zone) throw new TemplateError(`${resource.id} is in a fourth zone; the rehearsal has three.`);
    return { id: resource.id, zone, block: CidrBlock };
  });
  const blockOf = (zone: Zone): string => {
    const [block, ...more] = found.filter((subnet) => subnet.zone === zone);
    if (block && more.length === 0) return block.block;
    throw new TemplateError(
      `Zone ${zone} has ${more.length + (block ? 1 : 0)} subnets; the rehearsal knows one for each zone.`,
    );
  };
  return {
    subnets: { a: blockOf('a'), b: blockOf('b'), c: blockOf('c') },
    zoneOf: (subnet, stack) => {
      const id = assembly.referred(subnet, stack);
      const zone = found.find((known) => known.id === id)?.zone;
      if (!zone)
        throw new TemplateError(
          `${stack} names a subnet that is not in the template: ${JSON.stringify(subnet)}.`,
        );
      return zone;
    },
  };
}

function readAddresses(assembly: Assembly, zoneOf: ZoneOf): Record<Node, readonly string[]> {
  const schema = z.object({
    SubnetId: z.unknown(),
    PrivateIpAddresses: z.array(z.object({ Primary: z.boolean(), PrivateIpAddress: z.string() })),
  });
  const interfaces = assembly.ofType('AWS::EC2::NetworkInterface').map((resource) => {
    const { SubnetId, PrivateIpAddresses } = propertiesOf(resource, schema);
    const addresses = [...PrivateIpAddresses].sort(
      (one, other) => Number(other.Primary) - Number(one.Primary),
    );
    return {
      zone: zoneOf(SubnetId, resource.stack),
      addresses: addresses.map(({ PrivateIpAddress }) => PrivateIpAddress),
    };
  });
  const of = (node: Node): readonly string[] => {
    const found = interfaces.find(({ zone }) => zone === node);
    if (!found) throw new TemplateError(`The template has no server with a fixed address in zone ${node}.`);
    return found.addresses;
  };
  return { a: of('a'), b: of('b'), c: of('c') };
}

function readLoadBalancer(assembly: Assembly): LoadBalancerPlan {
  const balancer = only(
    assembly,
    'AWS::ElasticLoadBalancingV2::LoadBalancer',
    z.object({ LoadBalancerAttributes: attributes }),
  ).properties;
  const targets = only(
    assembly,
    'AWS::ElasticLoadBalancingV2::TargetGroup',
    z.object({
      Port: number,
      HealthCheckPath: z.string(),
      HealthCheckIntervalSeconds: number,
      HealthCheckTimeoutSeconds: number,
      HealthyThresholdCount: number,
      UnhealthyThresholdCount: number,
      Matcher: z.object({ HttpCode: z.string() }),
      TargetGroupAttributes: attributes,
    }),
  ).properties;
  return {
    targetPort: targets.Port,
    idleTimeoutSeconds: attribute(balancer.LoadBalancerAttributes, 'idle_timeout.timeout_seconds', 60),
    deregistrationDelaySeconds: attribute(
      targets.TargetGroupAttributes,
      'deregistration_delay.timeout_seconds',
      300,
    ),
    healthCheck: {
      path: targets.HealthCheckPath,
      matcher: targets.Matcher.HttpCode,
      intervalSeconds: targets.HealthCheckIntervalSeconds,
      timeoutSeconds: targets.HealthCheckTimeoutSeconds,
      healthyThreshold: targets.HealthyThresholdCount,
      unhealthyThreshold: targets.UnhealthyThresholdCount,
    },
  };
}

function readGroup(assembly: Assembly, zoneOf: ZoneOf): GroupPlan {
  const { resource, properties } = only(
    assembly,
    'AWS::AutoScaling::AutoScalingGroup',
    z.object({
      MinSize: number,
      MaxSize: number,
      DefaultInstanceWarmup: number,
      HealthCheckGracePeriod: number,
      VPCZoneIdentifier: z.array(z.unknown()),
      LifecycleHookSpecificationList: z.array(
        z.object({ LifecycleTransition: z.string(), HeartbeatTimeout: number }),
      ),
    }),
  );
  const policy = only(
    assembly,
    'AWS::AutoScaling::ScalingPolicy',
    z.object({
      PolicyType: z.literal('TargetTrackingScaling'),
      TargetTrackingConfiguration: z.object({
        TargetValue: number,
        PredefinedMetricSpecification: z.object({
          PredefinedMetricType: z.literal('ASGAverageCPUUtilization'),
        }),
      }),
    }),
  ).properties;
  const launching = properties.LifecycleHookSpecificationList.find(({ LifecycleTransition }) =>
    LifecycleTransition.endsWith('INSTANCE_LAUNCHING'),
  );
  if (!launching) throw new TemplateError('The group of app servers has no hook for a launch.');
  return {
    minimum: properties.MinSize,
    maximum: properties.MaxSize,
    zones: properties.VPCZoneIdentifier.map((subnet) => zoneOf(subnet, resource.stack)),
    cpuTargetPercent: policy.TargetTrackingConfiguration.TargetValue,
    warmupSeconds: properties.DefaultInstanceWarmup,
    gracePeriodSeconds: properties.HealthCheckGracePeriod,
    launchTimeoutSeconds: launching.HeartbeatTimeout,
  };
}

/** The template's one resource of a type. */
function only<T>(
  assembly: Assembly,
  type: string,
  schema: z.ZodType<T>,
): { resource: Resource; properties: T } {
  const [resource, ...more] = assembly.ofType(type);
  if (!resource || more.length > 0) {
    throw new TemplateError(
      `The template has ${more.length + (resource ? 1 : 0)} of ${type}; the rehearsal knows one.`,
    );
  }
  return { resource, properties: propertiesOf(resource, schema) };
}

function attribute(list: z.infer<typeof attributes>, key: string, byDefault: number): number {
  const value = list.find(({ Key }) => Key === key)?.Value;
  return value === undefined ? byDefault : Number(value);
}
