import type { AppServerFacts, DataServerFacts, InstanceFacts, WitnessFacts } from '../facts.ts';

const common = { shop: 'perfume', region: 'eu-central-1', releaseBucket: 'perfume-releases' };
const addresses = { a: '10.20.0.10', b: '10.20.16.10', c: '10.20.32.10' };

export const instance: InstanceFacts = {
  instanceId: 'i-0123456789abcdef0',
  zone: 'eu-central-1a',
  networkInterfaceId: 'eni-0123456789abcdef0',
  privateAddress: '10.20.0.10',
  memoryMiB: 4_096,
};

export const dataFacts: DataServerFacts = {
  ...common,
  node: 'a',
  addresses,
  endpointName: 'ec2-192-0-2-1.eu-central-1.compute.amazonaws.com',
  elasticIp: '192.0.2.1',
  elasticIpAllocationId: 'eipalloc-0123456789abcdef0',
  dataBucket: 'perfume-data',
  dataVolumeId: 'vol-0123456789abcdef0',
  outgoingAddress: '10.20.0.11',
};

export const witnessFacts: WitnessFacts = { ...common, addresses };

export const appFacts: AppServerFacts = {
  ...common,
  endpointName: dataFacts.endpointName,
  settings: { PUBLIC_URL: 'https://www.example.com', OPERATOR: 'Perfume Ltd\\n1 Example Street' },
  releaseId: '0123456789abcdef',
  lifecycle: { group: 'perfume-app', launchHook: 'launch', terminateHook: 'terminate' },
};
