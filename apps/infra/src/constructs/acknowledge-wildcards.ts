import { Stack, Validations, type CfnElement } from 'aws-cdk-lib';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import type { IConstruct } from 'constructs';

/**
 * Says why a policy may hold a resource with a wildcard; every other one still fails the synth.
 * @param resource as cdk-nag names it in its finding
 */
export function acknowledgeWildcard(scope: IConstruct, resource: string, reason: string): void {
  Validations.of(scope).acknowledge({ id: `AwsSolutions-IAM5[Resource::${resource}]`, reason });
}

/** How cdk-nag names objects of a bucket, which may be another stack's. */
export function objectsOf(scope: IConstruct, bucket: IBucket, keys: string): string {
  const home = Stack.of(bucket);
  if (home === Stack.of(scope)) {
    return `<${home.getLogicalId(bucket.node.defaultChild as CfnElement)}.Arn>/${keys}`;
  }
  const imported = home.resolve(home.exportValue(bucket.bucketArn)) as { 'Fn::ImportValue': string };
  return `${imported['Fn::ImportValue']}/${keys}`;
}

/** How cdk-nag names a resource of this account and region. */
export function resourceHere(service: string, resource: string): string {
  return `arn:<AWS::Partition>:${service}:<AWS::Region>:<AWS::AccountId>:${resource}`;
}
