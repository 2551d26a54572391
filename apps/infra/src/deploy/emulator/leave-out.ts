import { z } from 'zod';

/**
 * Types that moto's CloudFormation does not make (moto 5.2.3). It passes over them with a warning, and then fails at any
 * reference to one of them.
 */
export const typesNotEmulated: readonly string[] = [
  'AWS::AutoScaling::LifecycleHook',
  'AWS::AutoScaling::ScalingPolicy',
  'AWS::CDK::Metadata',
  'AWS::CertificateManager::Certificate',
  'AWS::CloudFront::Distribution',
  'AWS::CloudFront::OriginAccessControl',
  'AWS::CloudFront::ResponseHeadersPolicy',
  'AWS::CloudWatch::Alarm',
  'AWS::CloudWatch::CompositeAlarm',
  'AWS::EC2::EIPAssociation',
  'AWS::EC2::SecurityGroupEgress',
  'AWS::S3::BucketPolicy',
  'AWS::SNS::Subscription',
  'AWS::SNS::TopicPolicy',
  'AWS::SecretsManager::Secret',
  'AWS::WAFv2::WebACL',
  'AWS::WAFv2::WebACLAssociation',
];

/** Types that moto makes without being able to say anything of them. */
const typesWithoutAttributes: readonly string[] = ['AWS::ElasticLoadBalancingV2::TargetGroup'];

/** Types among those above that are referred to by their ARN. */
const typesNamedByArn: readonly string[] = [
  'AWS::AutoScaling::ScalingPolicy',
  'AWS::CertificateManager::Certificate',
  'AWS::SecretsManager::Secret',
];

const template = z.looseObject({
  Resources: z.record(z.string(), z.looseObject({ Type: z.string(), DependsOn: z.unknown().optional() })),
});

type Resources = z.infer<typeof template>['Resources'];

/** A template without the resources that are not emulated, and those by name. */
export interface LeftOut {
  readonly template: object;
  /** `type logical-id`, in order. */
  readonly resources: readonly string[];
}

/**
 * Takes out of a template what an emulator does not make; whatever refers to it gets a word that stands for it.
 * @throws ZodError when it is no template
 */
export function leaveOut(source: unknown): LeftOut {
  const parsed = template.parse(source);
  const isAbsent = (name: unknown) => typesNotEmulated.includes(parsed.Resources[name as string]?.Type ?? '');
  const kept: [string, object][] = [];
  const resources: string[] = [];
  for (const [name, { DependsOn, ...resource }] of Object.entries(parsed.Resources)) {
    if (isAbsent(name)) {
      resources.push(`${resource.Type} ${name}`);
      continue;
    }
    const after = [DependsOn ?? []].flat().filter((other) => !isAbsent(other));
    kept.push([name, { ...resource, ...(after.length > 0 && { DependsOn: after }) }]);
  }
  const all = { ...parsed, Resources: Object.fromEntries(kept) };
  return { template: standIns(all, parsed.Resources) as object, resources: resources.sort() };
}

/** The same value, with a word in place of each reference that the emulator cannot follow. */
function standIns(value: unknown, resources: Resources): unknown {
  if (Array.isArray(value)) return value.map((entry) => standIns(entry, resources));
  if (typeof value !== 'object' || value === null) return value;
  return (
    standIn(value, resources) ??
    Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, standIns(entry, resources)]))
  );
}

function standIn(value: object, resources: Resources): string | undefined {
  const { Ref, 'Fn::GetAtt': got } = value as { Ref?: string; 'Fn::GetAtt'?: readonly [string, string] };
  const name = Ref ?? got?.[0] ?? '';
  const type = resources[name]?.Type ?? '';
  const unknown =
    typesNotEmulated.includes(type) || (got !== undefined && typesWithoutAttributes.includes(type));
  if (!unknown) return undefined;
  const word = `not-emulated-${name.toLowerCase()}`;
  const isArn = got ? got[1] === 'Arn' : typesNamedByArn.includes(type);
  return isArn ? `arn:aws:${type.split('::')[1]!.toLowerCase()}:emulated:123456789012:${word}` : word;
}
