import { metricNamespace } from '@perfume/telemetry';
import { databasePaths } from './database/paths.ts';
import type { Unit } from './description.ts';
import type { Facts } from './facts.ts';
import type { Layout } from './layout.ts';

/**
 * Settings of the CloudWatch agent: the log of each unit, and memory and disk, which EC2 does not see from outside. App
 * servers write into one metric with the dimension Shop alone, since every name is paid for; servers that keep their names
 * have the dimension Server.
 */
export function cloudWatchAgentConfig(facts: Facts, layout: Layout, units: readonly Unit[]): string {
  const group = facts.logGroup ?? `/${facts.shop}/${facts.role}`;
  const server = facts.role === 'data' ? facts.node : facts.role === 'witness' ? 'c' : undefined;
  const dimensions = { Shop: facts.shop, ...(server && { Server: server }) };
  const logs = [
    ...units.map(({ name, log }) => ({ path: log, stream: name })),
    ...(facts.role === 'data' ? [{ path: databasePaths(layout).slowLog, stream: 'mariadb-slow' }] : []),
    { path: '/var/log/cloud-init-output.log', stream: 'cloud-init' },
  ];
  return `${JSON.stringify(
    {
      agent: { metrics_collection_interval: 60, omit_hostname: true, run_as_user: 'root' },
      metrics: {
        namespace: metricNamespace,
        metrics_collected: {
          mem: { measurement: ['mem_used_percent'], append_dimensions: dimensions },
          disk: {
            measurement: ['disk_used_percent'],
            resources: ['/', ...(facts.role === 'data' ? [layout.data] : [])],
            drop_device: true,
            ignore_file_system_types: ['tmpfs', 'devtmpfs', 'overlay', 'squashfs'],
            append_dimensions: dimensions,
          },
        },
      },
      logs: {
        logs_collected: {
          files: {
            collect_list: logs.map(({ path, stream }) => ({
              file_path: path,
              log_group_name: group,
              log_stream_name: `{instance_id}/${stream}`,
              timezone: 'UTC',
            })),
          },
        },
        force_flush_interval: 5,
      },
    },
    null,
    2,
  )}\n`;
}
