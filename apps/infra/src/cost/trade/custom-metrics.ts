import {
  describeAppServer,
  describeDataServer,
  describeWitness,
  type InstanceDescription,
} from '@perfume/instances';
import { metricCatalogue } from '@perfume/telemetry';
import { dataServers } from '../../monitoring/metrics.ts';

/** Metrics of a shop's own that CloudWatch keeps: each name with each set of dimensions is paid for. */
export interface CustomMetrics {
  /** Of all app servers together. */
  readonly shop: number;
  /** Of data servers and witness, which a shop on managed services does not have. */
  readonly servers: number;
}

/** Counts what the programs emit and what the CloudWatch agent of each kind of server is told to measure. */
export function countCustomMetrics(): CustomMetrics {
  const catalogue = Object.values(metricCatalogue);
  const emitted = (of: 'shop' | 'server') => catalogue.filter((metric) => metric.of === of).length;
  const common = {
    shop: 'shop',
    region: 'region',
    releaseBucket: 'releases',
    addresses: { a: '10.20.0.10', b: '10.20.16.10', c: '10.20.32.10' },
    endpointName: 'endpoint',
  };
  const app = describeAppServer({ ...common, settings: {} });
  const data = describeDataServer({
    ...common,
    node: 'a',
    elasticIp: '192.0.2.1',
    elasticIpAllocationId: 'eipalloc-0',
    dataBucket: 'backups',
  });
  const witness = describeWitness(common);
  return {
    shop: emitted('shop') + measuredByAgent(app),
    servers: dataServers.length * (emitted('server') + measuredByAgent(data)) + measuredByAgent(witness),
  };
}

interface AgentConfig {
  readonly metrics: {
    readonly metrics_collected: Readonly<
      Record<string, { readonly measurement: readonly string[]; readonly resources?: readonly string[] }>
    >;
  };
}

function measuredByAgent({ files }: InstanceDescription): number {
  const settings = files.find(({ path }) => path.endsWith('/cloudwatch-agent.json'));
  if (!settings) return 0;
  const { metrics } = JSON.parse(settings.content) as AgentConfig;
  return Object.values(metrics.metrics_collected).reduce(
    (total, { measurement, resources = ['all'] }) => total + measurement.length * resources.length,
    0,
  );
}
