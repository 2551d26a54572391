import { instancePrice, processorBaseline, processors, surplusProcessor } from '../prices/instances.ts';
import { hoursPerMonth } from '../prices/price.ts';
import { servicePrices } from '../prices/services.ts';
import type { Usage } from '../trade/usage.ts';
import { line, type CostGroup, type CostLine, type TemplateResource } from './cost-line.ts';

interface BlockDevice {
  readonly Ebs: { readonly VolumeSize: number };
}

/** What an instance sends to CloudWatch each minute when that is wanted: so many metrics are paid for. */
const metricsOfInstance = 7;

/** A data server or the witness. */
export function serverLines({ logicalId, properties }: TemplateResource): CostLine[] {
  const { InstanceType, Monitoring, BlockDeviceMappings } = properties as {
    InstanceType: string;
    Monitoring?: boolean;
    BlockDeviceMappings: readonly BlockDevice[];
  };
  const role = logicalId.startsWith('Witness') ? 'Witness' : 'Data servers';
  return instanceLines('Database and cache', role, {
    count: 1,
    instanceType: InstanceType,
    diskGiB: BlockDeviceMappings[0]!.Ebs.VolumeSize,
    everyMinute: Monitoring === true,
  }).map((each) => ({ ...each, ownServersOnly: true }));
}

/** App servers, of which there are as many as the trade needs. */
export function appServerLines({ properties }: TemplateResource, usage: Usage): CostLine[] {
  const { InstanceType, Monitoring, BlockDeviceMappings, NetworkInterfaces } = properties[
    'LaunchTemplateData'
  ] as {
    InstanceType: string;
    Monitoring?: { Enabled: boolean };
    BlockDeviceMappings: readonly BlockDevice[];
    NetworkInterfaces?: readonly { AssociatePublicIpAddress?: boolean }[];
  };
  const group = 'App servers';
  const count = usage.appServers;
  const surplus =
    Math.max(0, usage.appServerBusy - processorBaseline(InstanceType)) * processors(InstanceType);
  return [
    ...instanceLines(group, 'App servers', {
      count,
      instanceType: InstanceType,
      diskGiB: BlockDeviceMappings[0]!.Ebs.VolumeSize,
      everyMinute: Monitoring?.Enabled === true,
    }),
    ...(NetworkInterfaces?.some(({ AssociatePublicIpAddress }) => AssociatePublicIpAddress)
      ? [
          line({
            group,
            what: 'App servers: public addresses',
            quantity: count,
            unit: 'address',
            price: servicePrices.publicAddress,
            times: hoursPerMonth,
            ownServersOnly: true,
          }),
        ]
      : []),
    ...(surplus > 0
      ? [
          line({
            group,
            what: `App servers: processor above what ${InstanceType} includes`,
            quantity: surplus * count * hoursPerMonth,
            price: surplusProcessor,
            byTrade: true,
          }),
        ]
      : []),
  ];
}

function instanceLines(
  group: CostGroup,
  role: string,
  server: {
    readonly count: number;
    readonly instanceType: string;
    readonly diskGiB: number;
    readonly everyMinute: boolean;
  },
): CostLine[] {
  const { count, instanceType, diskGiB, everyMinute } = server;
  return [
    line({
      group,
      what: `${role}: ${instanceType}`,
      quantity: count,
      unit: 'instance',
      price: instancePrice(instanceType),
      times: hoursPerMonth,
    }),
    line({
      group,
      what: `${role}: boot disks`,
      quantity: count * diskGiB,
      unit: 'GiB',
      price: servicePrices.volumeStorage,
    }),
    ...(everyMinute
      ? [
          line({
            group: 'Watching',
            what: `${role}: metrics of EC2 each minute`,
            quantity: count * metricsOfInstance,
            unit: 'metric',
            price: servicePrices.metric,
          }),
        ]
      : []),
  ];
}
