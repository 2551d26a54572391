export type {
  Directory,
  EnvironmentFileOf,
  File,
  InstanceDescription,
  Limits,
  Package,
  PlannedProcess,
  ProcessPlan,
  Release,
  Restart,
  Sandbox,
  Schedule,
  Step,
  Stop,
  Unit,
  User,
} from './description.ts';
export type {
  AppServerFacts,
  CommonFacts,
  DataServerFacts,
  Facts,
  InstanceFacts,
  TunnelFacts,
  WitnessFacts,
} from './facts.ts';
export { layoutAt, serverLayout, type Layout } from './layout.ts';
export { allPorts, outgoing, ports, type Port, type Source } from './ports.ts';
export {
  dataNodeNames,
  nodeNames,
  peerOf,
  tunnelAddresses,
  tunnelInterface,
  tunnelNetwork,
  type DataNodeName,
  type NodeName,
  type Role,
} from './topology.ts';
