import { join } from 'node:path';
import {
  factsOf,
  layoutAt,
  parseEnvironment,
  type DataServerFacts,
  type Facts,
  type Layout,
  type TunnelFacts,
  type NodeName,
} from '@perfume/instances';
import { createLogger, type Logger } from '@perfume/telemetry';
import { openCloud, type Cloud } from './aws/clients.ts';
import { readIfThere } from './system/files.ts';
import { UserError } from './system/patience.ts';

/** The instance that a command runs on. */
export interface Instance {
  readonly facts: Facts;
  readonly layout: Layout;
  readonly cloud: Cloud;
  readonly log: Logger;
}

/** A data server or the witness. */
export interface TunnelInstance extends Instance {
  readonly facts: Facts & TunnelFacts;
  readonly node: NodeName;
}

/** A data server. */
export interface DataServer extends Instance {
  readonly facts: Facts & DataServerFacts;
}

/** The layout that the environment names; on a server the usual one. */
export function layoutOfEnvironment(): Layout {
  return layoutAt(process.env['PERFUME_ROOT'] ?? '/');
}

/**
 * The instance by its instance.env, whose variables also become this process's own, so that the AWS SDK finds its endpoint
 * when a person calls the program.
 * @throws UserError when the file is missing, InstanceEnvironmentError when a variable is
 */
export async function readInstance(service: string): Promise<Instance> {
  const layout = layoutOfEnvironment();
  const path = join(layout.settings, 'instance.env');
  const text = await readIfThere(path);
  if (text === undefined)
    throw new UserError(`${path} is missing: "${service} configure" writes it on a new server.`);
  const variables = parseEnvironment(text);
  for (const [name, value] of Object.entries(variables)) process.env[name] ??= value;
  const facts = factsOf(variables, await templateSettings(layout));
  return {
    facts,
    layout,
    cloud: openCloud(facts.region),
    log: createLogger({ level: 'info', service, fields: fieldsOf(facts) }),
  };
}

/** The storefront's settings that the template gave to an app server. */
export async function templateSettings(layout: Layout): Promise<Record<string, string>> {
  return parseEnvironment((await readIfThere(join(layout.settings, 'template-settings.env'))) ?? '');
}

function fieldsOf(facts: Facts): Record<string, string> {
  return {
    ...(facts.instance && { instance: facts.instance.instanceId }),
    ...(facts.role !== 'app' && { node: nodeOf(facts) }),
  };
}

const nodeOf = (facts: Exclude<Facts, { role: 'app' }>): NodeName => facts.node ?? 'c';

/** @throws UserError on an app server */
export function asTunnelInstance(instance: Instance): TunnelInstance {
  const { facts } = instance;
  if (facts.role === 'app')
    throw new UserError('This is an app server; the tunnel joins data servers and witness.');
  return { ...instance, facts, node: nodeOf(facts) };
}

/** @throws UserError elsewhere */
export function asDataServer(instance: Instance): DataServer {
  const { facts } = instance;
  if (facts.role !== 'data')
    throw new UserError(`This is not a data server but ${facts.role}; run this on a or b.`);
  return { ...instance, facts };
}
