import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { GetParameterCommand, PutParameterCommand, type SSMClient } from '@aws-sdk/client-ssm';
import { z } from 'zod';
import { templateParameters } from '../config/index.ts';
import { DeployFailed } from './failure.ts';
import type { DeployedStack } from './stacks.ts';
import type { TargetKind } from './target.ts';

const template = z.object({
  Parameters: z.record(z.string(), z.object({ Default: z.unknown().optional() })).default({}),
});

/** Stands for an image where no server is really started. */
const emulatedImage = 'ami-00000000000000000';

/**
 * The parameters that a stack has to be given: those that its template asks for without a default, and that it has not
 * been given before.
 * @param given by name
 * @returns as the CDK's command line takes them: `stack:name=value`
 * @throws DeployFailed naming a parameter that nobody has given
 */
export async function stackParameters({
  assembly,
  name,
  deployed,
  given,
  kind,
}: {
  readonly assembly: string;
  readonly name: string;
  readonly deployed: DeployedStack | undefined;
  readonly given: Readonly<Record<string, string>>;
  readonly kind: TargetKind;
}): Promise<readonly string[]> {
  const { Parameters } = template.parse(
    JSON.parse(await readFile(join(assembly, `${name}.template.json`), 'utf8')),
  );
  const images: readonly string[] = Object.values(templateParameters.image);
  const values: [string, string][] = [];
  for (const [key, { Default }] of Object.entries(Parameters)) {
    const value = given[key] ?? (kind === 'emulator' && images.includes(key) ? emulatedImage : undefined);
    if (value !== undefined) values.push([key, value]);
    else if (Default === undefined && deployed?.parameters[key] === undefined) throw missing(name, key);
  }
  return values.map(([key, value]) => `${name}:${key}=${value}`);
}

function missing(stack: string, key: string): DeployFailed {
  return new DeployFailed(
    `The stack ${stack} asks for the parameter ${key}, which this deploy does not know. Nothing was changed in it.`,
  );
}

/** The value of a parameter in SSM, or undefined when there is none. */
export async function readParameter(client: SSMClient, name: string): Promise<string | undefined> {
  try {
    const { Parameter } = await client.send(new GetParameterCommand({ Name: name }));
    return Parameter?.Value;
  } catch (error) {
    if (error instanceof Error && error.name === 'ParameterNotFound') return undefined;
    throw error;
  }
}

/** Writes a parameter in SSM, over what it was. */
export async function writeParameter(
  client: SSMClient,
  name: string,
  value: string,
  description: string,
): Promise<void> {
  await client.send(
    new PutParameterCommand({
      Name: name,
      Value: value,
      Description: description,
      Type: 'String',
      Overwrite: true,
    }),
  );
}
