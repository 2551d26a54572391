import { createMetrics, metricsToStdout, type Metrics } from '@perfume/telemetry';
import type { DataServer } from '../instance.ts';

/** Numbers of this server's backups, between the lines of the log of whoever tells them. */
export function backupMetrics({ facts, log }: Pick<DataServer, 'facts' | 'log'>): Metrics {
  return createMetrics({
    shop: facts.shop,
    server: facts.node,
    sink: metricsToStdout(),
    onError: (error) => log.warn({ err: error }, 'metrics were not written'),
  });
}
