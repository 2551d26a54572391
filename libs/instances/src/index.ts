export { describeAppServer } from './app-server.ts';
export { describeDataServer } from './data-server.ts';
export { databasePaths } from './database/paths.ts';
export { galeraTimings, providerOptions } from './database/galera-timings.ts';
export { mariadbSettings, providerSettings, type SettingGroup } from './database/mariadb-settings.ts';
export type { Setting } from './database/setting.ts';
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
export { formatEnvironment, parseEnvironment } from './environment-file.ts';
export type {
  AppServerFacts,
  CommonFacts,
  DataServerFacts,
  Facts,
  InstanceFacts,
  TunnelFacts,
  WitnessFacts,
} from './facts.ts';
export { environmentOf, factsOf, InstanceEnvironmentError } from './instance-environment.ts';
export { layoutAt, serverLayout, type Layout } from './layout.ts';
export { divideMemory, type DataServerMemory } from './memory.ts';
export { makeUsers } from './make-users.ts';
export { objectKeys, parameterNames, secretNames } from './names.ts';
export { allPorts, outgoing, ports, type Port, type Source } from './ports.ts';
export { planProcesses } from './process-plan.ts';
export { renderUnit, startedName } from './render-unit.ts';
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
export { addressesInTunnel } from './tunnel.ts';
export { arbitratorConfig } from './units/witness-units.ts';
export { unitNames } from './units/data-server-units.ts';
export { largestUserData, renderUserData } from './user-data.ts';
export { filesToChange, writeRoot, type WriteRootOptions, type WrittenRoot } from './write-root.ts';
export { describeWitness } from './witness.ts';
