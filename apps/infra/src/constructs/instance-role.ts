import { Stack } from 'aws-cdk-lib';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import { metricNamespace } from '@perfume/telemetry';
import type { Construct } from 'constructs';
import { releaseKeys, type ReleaseKind } from '../release-plan.ts';
import { acknowledgeWildcard, objectsOf } from './acknowledge-wildcards.ts';
import type { ServerLogs } from './server-logs.ts';

export interface InstanceRoleProps {
  readonly description: string;
  readonly logs: ServerLogs;
  readonly releases: IBucket;
  /** The kind of release that the instance may read. */
  readonly release: ReleaseKind;
}

/**
 * What every instance may do: be reached by Session Manager, write its own logs and the shop's metrics, and read releases of
 * its kind. Written out action by action: Amazon's managed policy would also let it read every parameter of the account.
 */
export class InstanceRole extends Role {
  constructor(scope: Construct, id: string, { description, logs, releases, release }: InstanceRoleProps) {
    super(scope, id, { description, assumedBy: new ServicePrincipal('ec2.amazonaws.com') });
    this.#allow('SessionManager', ['*'], sessionManagerActions);
    this.addToPolicy(
      new PolicyStatement({
        sid: 'Metrics',
        actions: ['cloudwatch:PutMetricData'],
        resources: ['*'],
        conditions: { StringEquals: { 'cloudwatch:namespace': metricNamespace } },
      }),
    );
    this.#allow('Logs', [logs.arn], ['logs:CreateLogStream', 'logs:DescribeLogStreams', 'logs:PutLogEvents']);
    const keys = releaseKeys(release);
    this.#allow('Releases', [releases.arnForObjects(keys)], ['s3:GetObject']);
    acknowledgeWildcard(
      this,
      '*',
      'The channels of Session Manager and PutMetricData have no resources to name; metrics are held to one namespace.',
    );
    acknowledgeWildcard(
      this,
      objectsOf(this, releases, keys),
      'Every release of its kind, past and to come, and no other object.',
    );
  }

  /** Lets the instance read some parameters of its shop. */
  readParameters(...names: readonly string[]): void {
    this.#allow('ReadParameters', names.map(parameterArn(this)), ['ssm:GetParameter', 'ssm:GetParameters']);
  }

  /** Lets the instance set one parameter of its shop, and read it. */
  publishParameter(name: string): void {
    this.#allow('PublishParameter', [parameterArn(this)(name)], ['ssm:GetParameter', 'ssm:PutParameter']);
  }

  #allow(sid: string, resources: string[], actions: string[]): void {
    this.addToPolicy(new PolicyStatement({ sid, actions, resources }));
  }
}

/** The ARN of a parameter whose name begins with a slash. */
export function parameterArn(scope: Construct): (name: string) => string {
  return (name) => Stack.of(scope).formatArn({ service: 'ssm', resource: `parameter${name}` });
}

/** What the agent of Session Manager and Run Command calls. */
const sessionManagerActions = [
  'ssm:UpdateInstanceInformation',
  'ssmmessages:CreateControlChannel',
  'ssmmessages:CreateDataChannel',
  'ssmmessages:OpenControlChannel',
  'ssmmessages:OpenDataChannel',
  'ec2messages:AcknowledgeMessage',
  'ec2messages:DeleteMessage',
  'ec2messages:FailMessage',
  'ec2messages:GetEndpoint',
  'ec2messages:GetMessages',
  'ec2messages:SendReply',
];
