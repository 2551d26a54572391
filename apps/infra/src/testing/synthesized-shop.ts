import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import type { CloudAssembly } from 'aws-cdk-lib/cx-api';
import { buildShop } from '../build-shop.ts';
import {
  defineShop,
  stackKinds,
  stackName,
  type ShopConfig,
  type ShopSettings,
  type StackKind,
} from '../config/index.ts';
import type { PinnedImages } from '../config/pinned-images.ts';
import { featureFlags } from '../feature-flags.ts';

/** A shop with as few settings as there can be, in a region where images are pinned. */
export const plainShop: ShopSettings = {
  name: 'perfume',
  region: 'eu-central-1',
  app: { instanceType: 't4g.small', maximum: 4 },
  data: { instanceType: 't4g.medium', volumeGiB: 20 },
  shop: { contactEmail: 'help@example.com', mailFrom: 'Perfume <orders@example.com>' },
};

export const shopWithDomain: ShopSettings = {
  ...plainShop,
  domain: { name: 'example.com', hostedZoneId: 'Z0123456789ABCDEFGHIJ' },
};

const image = (id: string) => ({ id, pinned: '2026-11-24' });

/** Images as a lock file would hold them; the ids are none of Amazon's. */
export const testImages: PinnedImages = {
  'eu-central-1': {
    app: image('ami-0a000000000000000'),
    a: image('ami-0a111111111111111'),
    b: image('ami-0a222222222222222'),
    c: image('ami-0a333333333333333'),
  },
};

/** A shop's templates, made once for each combination of settings and images. */
export interface SynthesizedShop {
  readonly config: ShopConfig;
  readonly assembly: CloudAssembly;
  template(kind: StackKind): Template;
  /** A template as it is. */
  json(kind: StackKind): TemplateJson;
}

export interface TemplateJson {
  readonly Resources: Readonly<Record<string, Resource>>;
  readonly Parameters?: Readonly<Record<string, { readonly Type: string; readonly Default?: unknown }>>;
  readonly Outputs?: Readonly<Record<string, { readonly Value: unknown; readonly Export?: unknown }>>;
}

export interface Resource {
  readonly Type: string;
  readonly Properties: Readonly<Record<string, unknown>>;
  readonly DeletionPolicy?: string;
  readonly UpdateReplacePolicy?: string;
}

const made = new Map<string, SynthesizedShop>();

export function synthesized(
  settings: ShopSettings = plainShop,
  images: PinnedImages = testImages,
): SynthesizedShop {
  const key = JSON.stringify([settings, images]);
  const known = made.get(key);
  if (known) return known;
  const config = defineShop(settings);
  const folder = mkdtempSync(join(tmpdir(), 'perfume-templates-'));
  try {
    const app = new App({ context: featureFlags(), outdir: folder });
    buildShop(app, config, images);
    const assembly = app.synth();
    const jsons = Object.fromEntries(
      stackKinds.map((kind) => [
        kind,
        assembly.getStackByName(stackName(config.name, kind)).template as TemplateJson,
      ]),
    ) as Record<StackKind, TemplateJson>;
    const shop: SynthesizedShop = {
      config,
      assembly,
      json: (kind) => jsons[kind],
      template: (kind) => Template.fromJSON(jsons[kind]),
    };
    made.set(key, shop);
    return shop;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Resources of a type, with the name of each in its template. */
export function resourcesOf(
  { Resources }: TemplateJson,
  type: string,
): readonly (Resource & { readonly id: string })[] {
  return Object.entries(Resources)
    .filter(([, resource]) => resource.Type === type)
    .map(([id, resource]) => ({ id, ...resource }));
}

/** A statement of a policy, as a template holds it. */
export interface Statement {
  readonly Sid?: string;
  readonly Effect: string;
  readonly Action: string | readonly string[];
  readonly Resource: unknown;
  readonly Condition?: unknown;
}

/** All statements of the policies of roles in a template whose description begins so. */
export function statementsOf(template: TemplateJson, role: string): readonly Statement[] {
  const found = resourcesOf(template, 'AWS::IAM::Role').find(({ Properties }) =>
    String(Properties['Description']).startsWith(role),
  );
  if (!found) throw new Error(`There is no role "${role}".`);
  return resourcesOf(template, 'AWS::IAM::Policy')
    .filter(({ Properties }) => JSON.stringify(Properties['Roles']).includes(`"${found.id}"`))
    .flatMap(
      ({ Properties }) =>
        (Properties['PolicyDocument'] as { readonly Statement: readonly Statement[] }).Statement,
    );
}

export const listOf = <Value>(value: Value | readonly Value[]): readonly Value[] =>
  Array.isArray(value) ? (value as readonly Value[]) : [value as Value];
