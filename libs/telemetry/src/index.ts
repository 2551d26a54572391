export { errorForLog, type LoggedError } from './error-for-log.ts';
export { createLogger, type Logger, type LoggerOptions, type LogLevel } from './logger.ts';
export {
  metricCatalogue,
  metricNames,
  metricNamespace,
  metricRates,
  type CountName,
  type DistributionName,
  type GaugeName,
  type MetricDescription,
  type MetricKind,
  type MetricName,
  type MetricUnit,
} from './metric-catalogue.ts';
export { metricsToFile, metricsToStdout, type MetricSink } from './metric-sink.ts';
export {
  createMetrics,
  longestIntervalSeconds,
  noMetrics,
  shortestIntervalSeconds,
  type Metrics,
  type MetricsOptions,
} from './metrics.ts';
export { currentRequestId, requestIdFrom, runInRequest } from './request-context.ts';
