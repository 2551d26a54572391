import { createMetrics, metricsToFile, metricsToStdout, noMetrics, type Metrics } from '@perfume/telemetry';
import type { Logger } from 'pino';
import type { Config } from '../config/index.ts';

/** The metrics of this server as its settings want them. */
export function createShopMetrics(
  {
    metrics: { to, everySeconds },
    shopName,
    instanceId,
  }: Pick<Config, 'metrics' | 'shopName' | 'instanceId'>,
  logger: Pick<Logger, 'warn'>,
): Metrics {
  if (to === 'off') return noMetrics;
  return createMetrics({
    shop: shopName,
    properties: { service: 'storefront', ...(instanceId !== undefined && { instance: instanceId }) },
    intervalSeconds: everySeconds,
    sink: to === 'stdout' ? metricsToStdout() : metricsToFile(to.file),
    onError: (error) => logger.warn({ err: error }, 'metrics could not be collected or written'),
  });
}
