import { createLogger, createMetrics, metricsToFile, metricsToStdout, noMetrics } from '@perfume/telemetry';
import { elasticIp } from '../address/elastic-ip.ts';
import { startAgent } from '../agent/agent.ts';
import { readSettings } from '../settings/settings.ts';

/**
 * Runs the agent until it is told to stop. What MariaDB and the address are then is left as it is: a restart of the agent is
 * no reason for shoppers to wait.
 * @throws SettingsError
 */
export async function run(environment: NodeJS.ProcessEnv): Promise<void> {
  const settings = readSettings(environment);
  const { shop, node, instanceId: instance } = settings;
  const log = createLogger({
    level: settings.logLevel,
    service: 'failover',
    fields: { shop, server: node, instance },
  });
  const metrics =
    settings.metrics === 'off'
      ? noMetrics
      : createMetrics({
          shop,
          server: node,
          properties: { instance },
          sink: settings.metrics === 'stdout' ? metricsToStdout() : metricsToFile(settings.metrics.file),
          onError: (err) => log.warn({ event: 'metrics-lost', err }, 'Metrics could not be written.'),
        });
  const agent = await startAgent({
    settings,
    log,
    metrics,
    elasticIp: elasticIp({
      region: settings.region,
      allocationId: settings.allocationId,
      interfaceId: settings.interfaceId,
      peerAddresses: settings.peerAddresses,
      deadlineMs: settings.figures.apiDeadlineMs,
    }),
  });
  const signal = await new Promise<NodeJS.Signals>((resolve) => {
    for (const name of ['SIGTERM', 'SIGINT'] as const) process.once(name, resolve);
  });
  log.info(
    { event: 'stopping', signal },
    `The agent of ${node} ends; the gate and the address stay as they are.`,
  );
  await agent.stop();
  await metrics.stop();
}
