import { resolve } from 'node:path';
import { defineShop, ShopConfigError, type ShopSettings } from '../config/index.ts';
import { madeFromCode, table } from './markdown.ts';
import { readDescribedSettings, type DescribedSetting } from './settings-of-interface.ts';

/** What no setting takes, so that the error says what it must be: of the wrong type, or a number that is no good anywhere. */
const wrongValues: readonly unknown[] = [Symbol('wrong'), -1];

/** As few settings as a shop can have, and the domain, whose own are checked only when it is there. */
const few: ShopSettings = {
  name: 'perfume',
  region: 'eu-central-1',
  app: { instanceType: 't4g.small', maximum: 4 },
  data: { instanceType: 't4g.medium', volumeGiB: 20 },
  shop: { contactEmail: 'help@example.com', mailFrom: 'Perfume <orders@example.com>' },
};
const withDomain: ShopSettings = {
  ...few,
  domain: { name: 'example.com', hostedZoneId: 'Z0123456789ABCDEFGHIJ' },
};

export interface DocumentedSetting extends DescribedSetting {
  /** As JSON; absent where there is none. */
  readonly default?: string;
  /** What `defineShop` says that it must be; absent for a group of settings and for free text. */
  readonly mustBe?: string;
}

/** Every setting of a shop: described by its type, default and bounds asked of the check itself. */
export function documentedSettings(): DocumentedSetting[] {
  const file = resolve(import.meta.dirname, '../config/shop-settings.ts');
  const described = readDescribedSettings(file, 'ShopSettings');
  const isGroup = ({ path }: DescribedSetting) =>
    described.some((other) => other.path.startsWith(`${path}.`));
  const filledIn: unknown = defineShop(few);
  return described.map((setting) => {
    if (isGroup(setting)) return setting;
    const given = setting.required ? undefined : at(filledIn, setting.path);
    const mustBe = whatItMustBe(setting);
    return {
      ...setting,
      ...(given !== undefined && { default: JSON.stringify(given) }),
      ...(mustBe !== undefined && { mustBe }),
    };
  });
}

/** Every path that the check fills in or knows, to be compared with what is described. */
export function checkedPaths(): string[] {
  const leaves = (value: unknown, prefix: string): string[] =>
    typeof value === 'object' && value !== null
      ? Object.entries(value).flatMap(([key, inner]) => leaves(inner, prefix ? `${prefix}.${key}` : key))
      : [prefix];
  return leaves(defineShop(withDomain), '');
}

/** Gives a setting what it cannot be and reads what the error asks for. */
function whatItMustBe({ path, type }: DescribedSetting): string | undefined {
  const complaints = wrongValues.map((value) => complaintAbout(path, value));
  const [asked] = complaints.flatMap((complaint) => /: must be (.*)$/.exec(complaint)?.[1] ?? []);
  return asked ?? (type === 'boolean' ? 'true or false' : undefined);
}

function complaintAbout(path: string, value: unknown): string {
  try {
    defineShop(withValue(withDomain, path, value));
  } catch (error) {
    if (!(error instanceof ShopConfigError)) throw error;
    return error.message.split('\n').find((row) => row.startsWith(`  ${path}`)) ?? '';
  }
  throw new TypeError(`The check of settings knows no ${path}.`);
}

function withValue(settings: object, path: string, value: unknown): ShopSettings {
  const [key, ...rest] = path.split('.') as [string, ...string[]];
  const inner = (settings as Record<string, unknown>)[key] ?? {};
  return {
    ...settings,
    [key]: rest.length === 0 ? value : withValue(inner, rest.join('.'), value),
  } as unknown as ShopSettings;
}

function at(value: unknown, path: string): unknown {
  return path
    .split('.')
    .reduce<unknown>((inner, key) => (inner as Record<string, unknown> | undefined)?.[key], value);
}

/** The page docs/reference/infra-settings.md. */
export function renderInfraSettings(): string {
  const settings = documentedSettings().filter(({ says }) => says !== '');
  const rows = settings.map(({ path, required, says, default: usual, mustBe }) => [
    `\`${path}\``,
    required ? 'must be set' : usual === undefined ? '' : `\`${usual}\``,
    mustBe ?? '',
    says,
  ]);
  return `# Settings of a shop on AWS

One file says all: \`apps/infra/perfume.config.ts\`, or another that \`--config\` or \`SHOP_CONFIG\` names. It exports
\`defineShop({ … })\`; \`apps/infra/config\` holds a small, a medium and a large example. Wrong and missing settings are named
before anything is called. Neither secrets nor account numbers belong there: secrets are in
[Secrets Manager](../guides/rotate-secrets.md), what the storefront reads is in [settings.md](settings.md).

${madeFromCode('`apps/infra/src/config`')}

${table(['Setting', 'Default', 'Must be', 'What it sets'], rows)}

## Changing them later

\`npx nx diff infra\` shows what a change would do. \`name\` and \`region\` make another shop: the old one stays until it is
destroyed. Types of data servers change [one server at a time](../guides/replace-a-data-server.md); volumes only grow.
`;
}
