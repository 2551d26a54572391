import type {
  AppServerFacts,
  CommonFacts,
  DataServerFacts,
  Facts,
  InstanceFacts,
  TunnelFacts,
} from './facts.ts';
import { nodeNames, type DataNodeName, type NodeName, type Role } from './topology.ts';

/**
 * The facts as variables of instance.env. Without `facts.instance` they are those of a template, to which the instance
 * adds what it learns of itself.
 */
export function environmentOf(facts: Facts): Record<string, string> {
  return {
    SHOP_NAME: facts.shop,
    INSTANCE_ROLE: facts.role,
    AWS_REGION: facts.region,
    RELEASE_BUCKET: facts.releaseBucket,
    ...(facts.logGroup !== undefined && { LOG_GROUP: facts.logGroup }),
    ...(facts.role === 'app' ? ofAppServer(facts) : ofTunnel(facts)),
    ...(facts.role === 'data' && ofDataServer(facts)),
    ...(facts.instance && ofInstance(facts.instance)),
    ...facts.environment,
  };
}

function ofAppServer(facts: AppServerFacts): Record<string, string> {
  return {
    ENDPOINT_NAME: facts.endpointName,
    ...(facts.releaseId !== undefined && { RELEASE_ID: facts.releaseId }),
    ...(facts.lifecycle && {
      AUTO_SCALING_GROUP: facts.lifecycle.group,
      LAUNCH_HOOK: facts.lifecycle.launchHook,
      TERMINATE_HOOK: facts.lifecycle.terminateHook,
    }),
  };
}

function ofTunnel(facts: TunnelFacts & { readonly node?: NodeName }): Record<string, string> {
  const variables: Record<string, string> = { INSTANCE_NODE: facts.node ?? 'c' };
  for (const node of nodeNames) {
    const suffix = node.toUpperCase();
    variables[`NODE_${suffix}_ADDRESS`] = facts.addresses[node];
    const inTunnel = facts.tunnelAddresses?.[node];
    if (inTunnel !== undefined) variables[`TUNNEL_ADDRESS_${suffix}`] = inTunnel;
    const endpoint = facts.tunnelEndpoints?.[node];
    if (endpoint !== undefined) variables[`TUNNEL_ENDPOINT_${suffix}`] = endpoint;
  }
  if (facts.tunnelInterface !== undefined) variables['TUNNEL_INTERFACE'] = facts.tunnelInterface;
  if (facts.tunnel === false) variables['TUNNEL'] = 'off';
  return variables;
}

function ofDataServer(facts: DataServerFacts): Record<string, string> {
  return {
    ENDPOINT_NAME: facts.endpointName,
    ELASTIC_IP: facts.elasticIp,
    ELASTIC_IP_ALLOCATION_ID: facts.elasticIpAllocationId,
    DATA_BUCKET: facts.dataBucket,
    ...(facts.outgoingAddress !== undefined && { OUTGOING_ADDRESS: facts.outgoingAddress }),
    ...(facts.dataVolumeId !== undefined && { DATA_VOLUME_ID: facts.dataVolumeId }),
  };
}

function ofInstance(instance: InstanceFacts): Record<string, string> {
  return {
    INSTANCE_ID: instance.instanceId,
    INSTANCE_ZONE: instance.zone,
    NETWORK_INTERFACE_ID: instance.networkInterfaceId,
    PRIVATE_ADDRESS: instance.privateAddress,
    MEMORY_MIB: String(instance.memoryMiB),
  };
}

/** A variable of instance.env is missing or wrong; the message names it. */
export class InstanceEnvironmentError extends Error {
  override readonly name = 'InstanceEnvironmentError';
}

/**
 * The facts that instance.env holds, without the storefront's settings, which have a file of their own.
 * @throws InstanceEnvironmentError naming the variable that is missing
 */
export function factsOf(
  variables: Readonly<Record<string, string | undefined>>,
  settings: Readonly<Record<string, string>> = {},
): Facts {
  const common = commonFacts(variables);
  const role = need(variables, 'INSTANCE_ROLE') as Role;
  switch (role) {
    case 'app':
      return {
        role,
        ...common,
        endpointName: need(variables, 'ENDPOINT_NAME'),
        settings,
        ...appOptions(variables),
      };
    case 'data':
      return { role, ...common, ...tunnelFacts(variables), ...dataFacts(variables) };
    case 'witness':
      return { role, ...common, ...tunnelFacts(variables) };
    default:
      throw new InstanceEnvironmentError(
        `INSTANCE_ROLE is ${String(role)}; it must be app, data or witness.`,
      );
  }
}

function commonFacts(variables: Readonly<Record<string, string | undefined>>): CommonFacts {
  const environment = Object.fromEntries(
    Object.entries(variables).filter(
      (entry): entry is [string, string] => /^AWS_(?!REGION$)/.test(entry[0]) && entry[1] !== undefined,
    ),
  );
  return {
    shop: need(variables, 'SHOP_NAME'),
    region: need(variables, 'AWS_REGION'),
    releaseBucket: need(variables, 'RELEASE_BUCKET'),
    ...(variables['LOG_GROUP'] && { logGroup: variables['LOG_GROUP'] }),
    ...(variables['INSTANCE_ID'] && { instance: instanceFacts(variables) }),
    ...(Object.keys(environment).length > 0 && { environment }),
  };
}

function instanceFacts(variables: Readonly<Record<string, string | undefined>>): InstanceFacts {
  const memoryMiB = Number(need(variables, 'MEMORY_MIB'));
  if (!Number.isInteger(memoryMiB) || memoryMiB < 128)
    throw new InstanceEnvironmentError(
      'MEMORY_MIB must be the memory of this instance in MiB, at least 128.',
    );
  return {
    instanceId: need(variables, 'INSTANCE_ID'),
    zone: need(variables, 'INSTANCE_ZONE'),
    networkInterfaceId: need(variables, 'NETWORK_INTERFACE_ID'),
    privateAddress: need(variables, 'PRIVATE_ADDRESS'),
    memoryMiB,
  };
}

function appOptions(
  variables: Readonly<Record<string, string | undefined>>,
): Pick<AppServerFacts, 'releaseId' | 'lifecycle'> {
  const group = variables['AUTO_SCALING_GROUP'];
  return {
    ...(variables['RELEASE_ID'] && { releaseId: variables['RELEASE_ID'] }),
    ...(group && {
      lifecycle: {
        group,
        launchHook: need(variables, 'LAUNCH_HOOK'),
        terminateHook: need(variables, 'TERMINATE_HOOK'),
      },
    }),
  };
}

function tunnelFacts(
  variables: Readonly<Record<string, string | undefined>>,
): Omit<TunnelFacts, keyof CommonFacts> {
  const perNode = (prefix: string, suffix = '') =>
    Object.fromEntries(
      nodeNames.flatMap((node) => {
        const value = variables[`${prefix}${node.toUpperCase()}${suffix}`];
        return value ? [[node, value]] : [];
      }),
    ) as Partial<Record<NodeName, string>>;
  for (const node of nodeNames) need(variables, `NODE_${node.toUpperCase()}_ADDRESS`);
  const endpoints = perNode('TUNNEL_ENDPOINT_');
  const inTunnel = perNode('TUNNEL_ADDRESS_');
  return {
    addresses: perNode('NODE_', '_ADDRESS') as Record<NodeName, string>,
    ...(Object.keys(endpoints).length > 0 && { tunnelEndpoints: endpoints }),
    ...(Object.keys(inTunnel).length === nodeNames.length && {
      tunnelAddresses: inTunnel as Record<NodeName, string>,
    }),
    ...(variables['TUNNEL_INTERFACE'] && { tunnelInterface: variables['TUNNEL_INTERFACE'] }),
    ...(variables['TUNNEL'] === 'off' && { tunnel: false }),
  };
}

function dataFacts(
  variables: Readonly<Record<string, string | undefined>>,
): Omit<DataServerFacts, keyof TunnelFacts> {
  const node = need(variables, 'INSTANCE_NODE');
  if (node !== 'a' && node !== 'b')
    throw new InstanceEnvironmentError(`INSTANCE_NODE is ${node}; a data server is a or b.`);
  return {
    node: node satisfies DataNodeName,
    endpointName: need(variables, 'ENDPOINT_NAME'),
    elasticIp: need(variables, 'ELASTIC_IP'),
    elasticIpAllocationId: need(variables, 'ELASTIC_IP_ALLOCATION_ID'),
    dataBucket: need(variables, 'DATA_BUCKET'),
    ...(variables['OUTGOING_ADDRESS'] && { outgoingAddress: variables['OUTGOING_ADDRESS'] }),
    ...(variables['DATA_VOLUME_ID'] && { dataVolumeId: variables['DATA_VOLUME_ID'] }),
  };
}

function need(variables: Readonly<Record<string, string | undefined>>, name: string): string {
  const value = variables[name];
  if (value) return value;
  throw new InstanceEnvironmentError(`${name} is not set: /etc/perfume/instance.env must name it.`);
}
