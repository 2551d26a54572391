import { ArnFormat, Stack } from 'aws-cdk-lib';
import type { Role } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import { groupName } from '../app-server-plan.ts';
import { parameterNames, type ShopConfig } from '../config/index.ts';
import type { StaticStack } from '../stacks/static-stack.ts';
import { acknowledgeWildcard, objectsOf, resourceHere } from './acknowledge-wildcards.ts';
import { allow, allowSecrets } from './data-permissions.ts';
import { InstanceRole } from './instance-role.ts';
import type { ServerLogs } from './server-logs.ts';

export interface AppServerRoleProps {
  readonly config: ShopConfig;
  readonly content: Pick<StaticStack, 'assets' | 'releases'>;
  readonly secretArns: readonly string[];
  readonly logs: ServerLogs;
}

/** What an app server may do: read its release and its secrets, keep pictures, and answer the hooks of its own group. */
export function appServerRole(scope: Construct, props: AppServerRoleProps): Role {
  const { config, content, secretArns, logs } = props;
  const role = new InstanceRole(scope, 'Role', {
    description: `App servers of ${config.name}`,
    logs,
    releases: content.releases,
    release: 'app',
  });
  const parameters = parameterNames(config.name);
  role.readParameters(parameters.appRelease, parameters.authority);
  allowSecrets(role, { read: secretArns });
  allow(role, 'Pictures', ['s3:GetObject', 's3:PutObject'], [content.assets.arnForObjects('images/*')]);
  acknowledgeWildcard(
    role,
    objectsOf(role, content.assets, 'images/*'),
    'Pictures of products, which everybody may see.',
  );
  // Without it S3 answers "forbidden" for a picture that is not there.
  allow(role, 'MissingPictures', ['s3:ListBucket'], [content.assets.bucketArn]);
  allow(
    role,
    'LifecycleHooks',
    ['autoscaling:CompleteLifecycleAction', 'autoscaling:RecordLifecycleActionHeartbeat'],
    [
      Stack.of(scope).formatArn({
        service: 'autoscaling',
        arnFormat: ArnFormat.COLON_RESOURCE_NAME,
        resource: 'autoScalingGroup',
        // In between stands an id that the group gets when it is made.
        resourceName: `*:autoScalingGroupName/${groupName(config.name)}`,
      }),
    ],
  );
  acknowledgeWildcard(
    role,
    resourceHere('autoscaling', `autoScalingGroup:*:autoScalingGroupName/${groupName(config.name)}`),
    'One group by its name; the id before it is given when the group is made.',
  );
  return role;
}
