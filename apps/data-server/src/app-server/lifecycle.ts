import { setTimeout as sleep } from 'node:timers/promises';
import { AutoScalingClient, CompleteLifecycleActionCommand } from '@aws-sdk/client-auto-scaling';
import { ports, unitNames, type AppServerFacts } from '@perfume/instances';
import { readTargetState } from '../configure/metadata.ts';
import type { Instance } from '../instance.ts';
import { untilDone } from '../system/patience.ts';
import { run } from '../system/program.ts';

/** Between two looks, in ms. */
const lookMs = 2_000;
const answerMs = 2_000;
/** Draining, finishing, closing. In ms. */
const stopMs = 60_000;
/** The CloudWatch agent sends what was said last. In ms. */
const lastLogsMs = 6_000;

/** What the load balancer asks. */
const healthPath = '/health/ready';

/**
 * Tells the group that this server serves once its own health check is good, and waits to be told to go: then the storefront
 * ends in order before the instance does.
 */
export async function followLifecycle(instance: Instance): Promise<void> {
  const { log } = instance;
  const facts = instance.facts as AppServerFacts;
  const { lifecycle } = facts;
  if (!lifecycle) return;
  const client = new AutoScalingClient({
    region: facts.region,
    maxAttempts: 3,
    requestHandler: { connectionTimeout: 3_000, requestTimeout: 10_000, throwOnRequestTimeout: true },
  });
  const complete = (hook: string) =>
    untilDone({ log, what: `answer to the hook ${hook}` }, async () => {
      try {
        await client.send(
          new CompleteLifecycleActionCommand({
            AutoScalingGroupName: lifecycle.group,
            LifecycleHookName: hook,
            InstanceId: facts.instance!.instanceId,
            LifecycleActionResult: 'CONTINUE',
          }),
        );
      } catch (error) {
        // Nobody waits for it: a server that has been in service for long was only rebooted.
        if (!(error instanceof Error) || error.name !== 'ValidationError') throw error;
        log.info({ hook, reason: error.message }, 'the group does not wait for this server');
      }
    });
  while (!(await isReady())) await sleep(lookMs);
  await complete(lifecycle.launchHook);
  log.info('this server serves');
  while ((await targetState(instance)) !== 'Terminated') await sleep(lookMs);
  log.info('the group takes this server away: the storefront ends in order');
  await run(['systemctl', 'stop', `${unitNames.storefront}.service`], { deadlineMs: stopMs });
  await sleep(lastLogsMs);
  await complete(lifecycle.terminateHook);
  // The instance is about to end; until then nothing is left to do.
  await sleep(600_000);
}

async function isReady(): Promise<boolean> {
  try {
    const response = await fetch(`http://127.0.0.1:${ports.storefront.port}${healthPath}`, {
      signal: AbortSignal.timeout(answerMs),
    });
    return response.ok;
  } catch {
    return false;
  }
}

async function targetState({ log }: Instance): Promise<string | undefined> {
  try {
    return await readTargetState();
  } catch (error) {
    log.warn({ err: error }, 'the metadata service does not answer');
    return undefined;
  }
}
