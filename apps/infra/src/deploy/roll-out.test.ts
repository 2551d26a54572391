import type { AutoScalingGroup, Instance } from '@aws-sdk/client-auto-scaling';
import { expect, it } from 'vitest';
import { serversInWords } from './roll-out.ts';

const server = (Version: string, LifecycleState: Instance['LifecycleState'] = 'InService'): Instance => ({
  InstanceId: 'i-1',
  AvailabilityZone: 'eu-central-1a',
  HealthStatus: 'Healthy',
  ProtectedFromScaleIn: false,
  LifecycleState,
  LaunchTemplate: { Version },
});

const group = (...Instances: Instance[]): AutoScalingGroup =>
  ({ LaunchTemplate: { Version: '2' }, Instances }) as AutoScalingGroup;

it.each([
  ['2 servers: 0 new and in service, 2 old', [server('1'), server('1')]],
  [
    '3 servers: 0 new and in service, 1 new and starting or leaving, 2 old',
    [server('1'), server('1'), server('2', 'Pending:Wait')],
  ],
  ['2 servers: 2 new and in service', [server('2'), server('2')]],
])('says "%s"', (words, servers) => {
  expect(serversInWords(group(...servers))).toBe(words);
});
