import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';

const manifestSchema = z.object({
  artifacts: z.record(
    z.string(),
    z.object({
      type: z.string(),
      properties: z.object({ templateFile: z.string().optional() }).optional(),
    }),
  ),
});

const templateSchema = z.object({
  Resources: z.record(z.string(), z.object({ Type: z.string(), Properties: z.unknown().optional() })),
  Outputs: z
    .record(z.string(), z.object({ Value: z.unknown(), Export: z.object({ Name: z.unknown() }).optional() }))
    .optional(),
});

/** A resource of one of the stacks; `id` is unique over all of them. */
export interface Resource {
  readonly id: string;
  readonly stack: string;
  readonly properties: unknown;
}

/** The synthesized stacks of a shop as one: references between stacks lead to what they mean. */
export interface Assembly {
  readonly stacks: readonly string[];
  ofType(type: string): readonly Resource[];
  /** What a value refers to, by `Ref`, `Fn::GetAtt` or `Fn::ImportValue`; undefined for what is no reference. */
  referred(value: unknown, stack: string): string | undefined;
}

/** The template is missing or is not what the rehearsal knows; the message says what to do. */
export class TemplateError extends Error {
  override readonly name = 'TemplateError';
}

/**
 * Reads a cloud assembly.
 * @throws TemplateError when there is none, or it cannot be read
 */
export async function readAssembly(folder: string): Promise<Assembly> {
  const manifest = await readJson(join(folder, 'manifest.json'), manifestSchema);
  const stacks = Object.entries(manifest.artifacts).flatMap(([name, { type, properties }]) =>
    type === 'aws:cloudformation:stack' && properties?.templateFile
      ? [{ name, file: properties.templateFile }]
      : [],
  );
  const resources: (Resource & { type: string })[] = [];
  const exports = new Map<string, { stack: string; value: unknown }>();
  for (const { name, file } of stacks) {
    const template = await readJson(join(folder, file), templateSchema);
    for (const [logicalId, { Type, Properties }] of Object.entries(template.Resources)) {
      resources.push({ id: `${name}/${logicalId}`, stack: name, type: Type, properties: Properties });
    }
    for (const { Value, Export } of Object.values(template.Outputs ?? {})) {
      if (typeof Export?.Name === 'string') exports.set(Export.Name, { stack: name, value: Value });
    }
  }
  const referred = (value: unknown, stack: string): string | undefined => {
    const [kind, target] = Object.entries((value ?? {}) as Record<string, unknown>)[0] ?? [];
    if (kind === 'Ref') return `${stack}/${String(target)}`;
    if (kind === 'Fn::GetAtt') return `${stack}/${String(Array.isArray(target) ? target[0] : target)}`;
    if (kind !== 'Fn::ImportValue') return undefined;
    const found = exports.get(String(target));
    return found && referred(found.value, found.stack);
  };
  return {
    stacks: stacks.map(({ name }) => name),
    ofType: (type) => resources.filter((resource) => resource.type === type),
    referred,
  };
}

async function readJson<T>(path: string, schema: z.ZodType<T>): Promise<T> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    throw new TemplateError(`${path} is missing: run npx nx synth infra, which makes it.`, { cause: error });
  }
  const parsed = schema.safeParse(JSON.parse(text));
  if (parsed.success) return parsed.data;
  throw new TemplateError(`${path} is no part of a cloud assembly: ${z.prettifyError(parsed.error)}`);
}

/** @throws TemplateError naming the resource and what is wrong with it */
export function propertiesOf<T>(resource: Resource, schema: z.ZodType<T>): T {
  const parsed = schema.safeParse(resource.properties);
  if (parsed.success) return parsed.data;
  throw new TemplateError(
    `${resource.id} is otherwise than the rehearsal knows it: ${z.prettifyError(parsed.error)}`,
  );
}
