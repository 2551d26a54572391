import { setTimeout as sleep } from 'node:timers/promises';
import {
  DescribeAutoScalingGroupsCommand,
  DescribeInstanceRefreshesCommand,
  type AutoScalingClient,
  type AutoScalingGroup,
  type Instance,
} from '@aws-sdk/client-auto-scaling';
import { DeployFailed } from './failure.ts';

export interface RollOut {
  readonly client: AutoScalingClient;
  /** Name of the Auto Scaling group. */
  readonly group: string;
  /** Between two looks, in ms. Default 10 s. */
  readonly everyMs?: number;
}

/**
 * Says how far the replacing of servers has got, until it is told to stop. What cannot be seen is said once and hinders
 * nothing: CloudFormation does the work and knows the outcome.
 */
export async function watchRollOut(
  { client, group, everyMs = 10_000 }: RollOut,
  say: (line: string) => void,
  signal: AbortSignal,
): Promise<void> {
  let last = '';
  while (!signal.aborted) {
    const now = await progress(client, group).catch(
      (error: unknown) =>
        `The group's progress cannot be seen: ${error instanceof Error ? error.message : 'unknown'}`,
    );
    if (now !== undefined && now !== last) say(now);
    last = now ?? last;
    await sleep(everyMs, undefined, { signal }).catch(() => undefined);
  }
}

/** One line on the group, or undefined while there is none. */
async function progress(client: AutoScalingClient, name: string): Promise<string | undefined> {
  const group = await describeGroup(client, name);
  if (!group) return undefined;
  const { InstanceRefreshes } = await client.send(
    new DescribeInstanceRefreshesCommand({ AutoScalingGroupName: name, MaxRecords: 1 }),
  );
  const refresh = InstanceRefreshes?.[0];
  const percent = refresh?.PercentageComplete === undefined ? '' : ` ${refresh.PercentageComplete} %`;
  const phase = refresh ? `${refresh.Status ?? 'unknown'}${percent}` : 'no replacing under way';
  const why = refresh?.StatusReason ? ` (${refresh.StatusReason})` : '';
  return `${serversInWords(group)}; ${phase}${why}`;
}

/** Such as `4 servers: 2 new and in service, 2 old`. */
export function serversInWords(group: AutoScalingGroup): string {
  const servers = group.Instances ?? [];
  const current = servers.filter((server) => isCurrent(group, server));
  const serving = current.filter((server) => server.LifecycleState === 'InService');
  const parts = [
    `${serving.length} new and in service`,
    ...(current.length > serving.length
      ? [`${current.length - serving.length} new and starting or leaving`]
      : []),
    ...(servers.length > current.length ? [`${servers.length - current.length} old`] : []),
  ];
  return `${servers.length} servers: ${parts.join(', ')}`;
}

/**
 * Waits until every server of the group is of the newest launch template and in service.
 * @returns how many there are
 * @throws DeployFailed when that does not come about in time
 */
export async function requireRolledOut({
  client,
  group: name,
  everyMs = 10_000,
  longestMs,
}: RollOut & { readonly longestMs: number }): Promise<number> {
  const deadline = Date.now() + longestMs;
  for (;;) {
    const group = await describeGroup(client, name);
    const servers = group?.Instances ?? [];
    const done =
      group !== undefined &&
      servers.length >= (group.MinSize ?? 1) &&
      servers.every((server) => isCurrent(group, server) && server.LifecycleState === 'InService');
    if (done) return servers.length;
    if (Date.now() >= deadline) {
      throw new DeployFailed(
        `The app servers are not all of the new release after ${Math.round(longestMs / 60_000)} minutes ` +
          `(${group ? serversInWords(group) : `there is no group ${name}`}). Those in service serve the shop. See why ` +
          `servers do not come up: aws autoscaling describe-scaling-activities --auto-scaling-group-name ${name}`,
      );
    }
    await sleep(everyMs);
  }
}

async function describeGroup(client: AutoScalingClient, name: string): Promise<AutoScalingGroup | undefined> {
  const { AutoScalingGroups } = await client.send(
    new DescribeAutoScalingGroupsCommand({ AutoScalingGroupNames: [name] }),
  );
  return AutoScalingGroups?.[0];
}

function isCurrent(group: AutoScalingGroup, server: Instance): boolean {
  return (
    server.LaunchTemplate?.Version !== undefined &&
    server.LaunchTemplate.Version === group.LaunchTemplate?.Version
  );
}
