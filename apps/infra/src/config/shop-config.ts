import { z } from 'zod';
import type { ShopSettings } from './shop-settings.ts';

const between = (minimum: number, maximum: number, unit = '') => {
  const range = `must be a whole number from ${minimum} to ${maximum}${unit && ` ${unit}`}`;
  return z.number(range).int(range).min(minimum, range).max(maximum, range);
};

const matching = (pattern: RegExp, mustBe: string) => z.string(mustBe).regex(pattern, mustBe);

/** Releases are built for arm64: Graviton families carry a g right after their generation (t4g, m7g, c8gd). */
const instanceType = matching(
  /^[a-z]+\d+g[a-z]*\.[a-z0-9-]+$/,
  'must be a Graviton instance type such as t4g.small',
);

const email = z.email('must be an e-mail address');

const domain = z
  .strictObject({
    name: matching(
      /^(?!www\.)([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}$/,
      'must be a domain in lower case without www, such as example.com',
    ),
    hostedZoneId: matching(
      /^Z[A-Z0-9]{4,31}$/,
      'must be the id of a hosted zone in Route 53, such as Z0123456789ABCDEFGHIJ; list them with: aws route53 list-hosted-zones',
    ),
    staticCertificateArn: matching(
      /^arn:aws:acm:us-east-1:\d{12}:certificate\/[0-9a-f-]+$/,
      'must be the ARN of a certificate in us-east-1: CloudFront takes no other',
    ).optional(),
  })
  .optional();

const app = z
  .strictObject({
    instanceType,
    minimum: between(2, 100, 'servers').default(2),
    maximum: between(2, 100, 'servers'),
    cpuTargetPercent: between(10, 50, 'percent').default(45),
  })
  .refine(({ minimum, maximum }) => maximum >= minimum, {
    path: ['maximum'],
    message: 'must not be below app.minimum',
  });

const dataServer = z
  .strictObject({
    instanceType: instanceType.optional(),
    absent: z.boolean().default(false),
    volume: between(1, 99).default(1),
  })
  .prefault({});

const data = z
  .strictObject({
    instanceType,
    volumeGiB: between(10, 16_384, 'GiB'),
    volumeIops: between(3_000, 16_000, 'operations per second').default(3_000),
    volumeMiBps: between(125, 1_000, 'MiB/s').default(125),
    a: dataServer,
    b: dataServer,
  })
  .refine(({ a, b }) => !(a.absent && b.absent), {
    path: ['b', 'absent'],
    message: 'must not be true together with data.a.absent: one data server has to stay',
  })
  .refine(({ volumeIops, volumeMiBps }) => volumeMiBps * 4 <= volumeIops, {
    path: ['volumeMiBps'],
    message:
      'must be at most a quarter of data.volumeIops: gp3 gives 0.25 MiB/s for each operation per second',
  });

/** The periods that CloudWatch Logs knows, in days. */
const logPeriods = [1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827];

const schema = z
  .strictObject({
    name: matching(
      /^[a-z](?!.*--)[a-z0-9-]{0,18}[a-z0-9]$/,
      'must be 2 to 20 of a-z, 0-9 and single hyphens, beginning with a letter',
    ),
    region: matching(/^[a-z]{2}(-[a-z]+)+-\d$/, 'must be an AWS region such as eu-central-1'),
    domain,
    app,
    data,
    witness: z
      .strictObject({ instanceType: instanceType.default('t4g.nano'), absent: z.boolean().default(false) })
      .prefault({}),
    backups: z.strictObject({ keepDays: between(7, 365, 'days').default(30) }).prefault({}),
    shop: z.strictObject({
      currency: matching(/^[A-Z]{3}$/, 'must be an ISO 4217 code such as USD').default('USD'),
      contactEmail: email,
      mailFrom: z.string('must be a sender such as Perfume <orders@example.com>').min(3),
      operator: z.string().optional(),
      testPayments: z.boolean('must be true or false').default(false),
    }),
    alarms: z.strictObject({ email: email.optional() }).prefault({}),
    keepLogsDays: z
      .number()
      .refine((days) => logPeriods.includes(days), `must be one of ${logPeriods.join(', ')} days`)
      .default(30),
    webFirewall: z.boolean('must be true or false').default(false),
  })
  .refine(({ data: { a, b }, witness }) => !(witness.absent && (a.absent || b.absent)), {
    path: ['witness', 'absent'],
    message: 'must not be true while a data server is absent: two of three have to stay',
  });

/** The settings of one shop, checked, with every default filled in. */
export type ShopConfig = z.output<typeof schema>;

/** Settings are missing or wrong; the message names every one of them and says what it must be. */
export class ShopConfigError extends Error {
  override readonly name = 'ShopConfigError';
}

/**
 * Checks the settings of a shop and fills in what is not said.
 * @throws ShopConfigError naming each wrong, missing or unknown setting.
 */
export function defineShop(settings: ShopSettings): ShopConfig {
  const parsed = schema.safeParse(settings);
  if (parsed.success) return parsed.data;
  const lines = parsed.error.issues.flatMap((issue) => describeIssue(issue, settings));
  throw new ShopConfigError(`Settings of the shop that must be mended:\n${lines.join('\n')}`);
}

function describeIssue(issue: z.core.$ZodIssue, settings: ShopSettings): string[] {
  const path = issue.path.map(String);
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => `  ${[...path, key].join('.')}: is no setting; is it misspelt?`);
  }
  const name = path.join('.') || 'the settings';
  return [isSet(settings, path) ? `  ${name}: ${issue.message}` : `  ${name} is not set: ${issue.message}`];
}

function isSet(settings: unknown, path: readonly string[]): boolean {
  let value = settings;
  for (const key of path) value = (value as Record<string, unknown> | undefined)?.[key];
  return value !== undefined;
}
