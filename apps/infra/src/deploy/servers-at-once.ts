import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { GetTemplateCommand } from '@aws-sdk/client-cloudformation';
import { parse } from 'yaml';
import { z } from 'zod';
import { stackName } from '../config/index.ts';
import { assembly } from './deploy-stack.ts';
import { DeployFailed } from './failure.ts';
import type { Shop } from './shop.ts';

const template = z.object({
  Resources: z
    .record(
      z.string(),
      z.object({ Type: z.string(), Properties: z.record(z.string(), z.unknown()).default({}) }),
    )
    .default({}),
});

export type StackTemplate = z.input<typeof template>;

/**
 * Servers that stand and that CloudFormation would stop, replace or take away: all at the same time.
 * @param parameters of the deployed stack, which keep their values
 * @returns their names
 */
export function serversThatChange(
  deployed: StackTemplate,
  described: StackTemplate,
  parameters: Readonly<Record<string, string>> = {},
): readonly string[] {
  const next = template.parse(described).Resources;
  return Object.entries(template.parse(deployed).Resources)
    .filter(([, { Type }]) => Type === 'AWS::EC2::Instance')
    .filter(([id, { Properties }]) => {
      const properties = next[id]?.Properties;
      return !properties || !isDeepStrictEqual(stops(Properties, parameters), stops(properties, parameters));
    })
    .map(([id, { Properties }]) => nameOf(Properties) ?? id);
}

/**
 * Refuses a deploy in which more than one of the database's servers would stop at once: then there is no majority, and the
 * shop is closed.
 * @throws DeployFailed naming the servers and what to do
 */
export async function requireOneServerAtATime({ config, stacks, clients }: Shop): Promise<void> {
  if (!stacks.data) return;
  const name = stackName(config.name, 'data');
  const { TemplateBody } = await clients.cloudFormation.send(
    new GetTemplateCommand({ StackName: name, TemplateStage: 'Processed' }),
  );
  const deployed = parse(TemplateBody ?? '{}') as StackTemplate;
  const described = JSON.parse(
    await readFile(join(assembly, `${name}.template.json`), 'utf8'),
  ) as StackTemplate;
  const servers = serversThatChange(deployed, described, stacks.data.parameters);
  if (servers.length < 2) return;
  throw new DeployFailed(
    `This deploy would stop ${servers.join(' and ')} at the same time, and the database with them. Nothing was changed. ` +
      'Change one server in the settings, deploy, wait until "failover status" says that it is back, then the next one. ' +
      'Where the change is not in the settings, or the shop may be closed for some minutes: nx deploy infra -- --stop-database',
  );
}

/** Tags are changed while a server runs. */
function stops(
  properties: Readonly<Record<string, unknown>>,
  parameters: Readonly<Record<string, string>>,
): unknown {
  return resolved({ ...properties, Tags: undefined }, parameters);
}

/** References to parameters stand for their values: a pinned image is the same as one that was given. */
function resolved(value: unknown, parameters: Readonly<Record<string, string>>): unknown {
  if (Array.isArray(value)) return value.map((one) => resolved(one, parameters));
  if (typeof value !== 'object' || value === null) return value;
  const { Ref } = value as { readonly Ref?: unknown };
  if (typeof Ref === 'string' && parameters[Ref] !== undefined) return parameters[Ref];
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, resolved(one, parameters)]));
}

function nameOf({ Tags }: Readonly<Record<string, unknown>>): string | undefined {
  const tags = z.array(z.object({ Key: z.string(), Value: z.unknown() })).safeParse(Tags);
  const name = tags.data?.find(({ Key }) => Key === 'Name')?.Value;
  return typeof name === 'string' ? name : undefined;
}
