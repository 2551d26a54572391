import { Stack } from 'aws-cdk-lib';
import { PolicyStatement, type Role } from 'aws-cdk-lib/aws-iam';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import { acknowledgeWildcard, objectsOf, resourceHere } from './acknowledge-wildcards.ts';

/** Lets the failover agents move one address between the two data servers, and nothing else in EC2. */
export function allowMovingTheAddress(
  role: Role,
  what: {
    readonly allocationId: string;
    readonly networkInterfaceIds: readonly string[];
    readonly instanceIds: readonly string[];
  },
): void {
  const arn = (resource: string) => (resourceName: string) =>
    Stack.of(role).formatArn({ service: 'ec2', resource, resourceName });
  allow(
    role,
    'MoveTheAddress',
    ['ec2:AssociateAddress'],
    [
      arn('elastic-ip')(what.allocationId),
      ...what.networkInterfaceIds.map(arn('network-interface')),
      ...what.instanceIds.map(arn('instance')),
    ],
  );
  // EC2 can limit no Describe call to a resource.
  allow(role, 'SeeWhoHoldsTheAddress', ['ec2:DescribeAddresses'], ['*']);
  acknowledgeWildcard(role, '*', 'DescribeAddresses cannot be limited to a resource; it changes nothing.');
}

/**
 * Lets data servers write and read backups. They cannot delete: the bucket's own rules do, so that a server in the wrong
 * hands cannot take the backups with it.
 */
export function allowBackups(role: Role, bucket: IBucket): void {
  allow(role, 'FindBackups', ['s3:ListBucket'], [bucket.bucketArn]);
  allow(
    role,
    'Backups',
    ['s3:AbortMultipartUpload', 's3:GetObject', 's3:PutObject'],
    [bucket.arnForObjects('*')],
  );
  acknowledgeWildcard(
    role,
    objectsOf(role, bucket, '*'),
    'The bucket is for backups alone; its servers can add and read them, not delete.',
  );
}

/** Lets servers read and write the parameters of their shop under a prefix: what the servers tell each other. */
export function allowSharedParameters(role: Role, sid: string, prefix: string): void {
  const arn = Stack.of(role).formatArn({ service: 'ssm', resource: `parameter${prefix}` });
  allow(
    role,
    sid,
    ['ssm:GetParameter', 'ssm:GetParameters', 'ssm:GetParametersByPath', 'ssm:PutParameter'],
    [arn, `${arn}/*`],
  );
  acknowledgeWildcard(
    role,
    resourceHere('ssm', `parameter${prefix}/*`),
    'What the servers of this one shop tell each other: public halves of tunnel keys, how far the database has got.',
  );
}

/** Lets servers read secrets, and write those that the first server makes. */
export function allowSecrets(
  role: Role,
  secrets: { readonly read: readonly string[]; readonly write?: readonly string[] },
): void {
  allow(role, 'ReadSecrets', ['secretsmanager:GetSecretValue'], secrets.read);
  if (secrets.write) allow(role, 'WriteSecrets', ['secretsmanager:PutSecretValue'], secrets.write);
}

/** Adds a named statement to a role's policy. */
export function allow(
  role: Role,
  sid: string,
  actions: readonly string[],
  resources: readonly string[],
): void {
  role.addToPolicy(new PolicyStatement({ sid, actions: [...actions], resources: [...resources] }));
}
