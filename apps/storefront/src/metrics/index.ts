export { collectMetrics, type MetricSources } from './collect-metrics.ts';
export { createShopMetrics } from './shop-metrics.ts';
