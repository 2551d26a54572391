import { isAbsolute } from 'node:path';
import { longestIntervalSeconds, shortestIntervalSeconds } from '@perfume/telemetry';
import { z } from 'zod';

const url = (protocols: readonly string[], example: string) =>
  z
    .string()
    .refine(
      (value) => URL.canParse(value) && protocols.includes(new URL(value).protocol),
      `must be a URL like ${example}`,
    );

const wholeNumber = (minimum: number, maximum: number) => {
  const range = `must be a whole number from ${minimum} to ${maximum}`;
  return z.coerce.number(range).int(range).min(minimum, range).max(maximum, range);
};

const onOff = z.enum(['on', 'off']).transform((value) => value === 'on');

/**
 * Every setting of the shop: one environment variable each. docs/reference/settings.md lists them with default, bound and
 * unit. What has no default here must be set.
 */
const settings = z.object({
  NODE_ENV: z.enum(['development', 'test', 'production']).default('production'),
  HOST: z.string().default('127.0.0.1'),
  PORT: wholeNumber(0, 65_535).default(4000),
  PUBLIC_URL: url(['http:', 'https:'], 'https://www.example.com'),
  TRUST_PROXY_HOPS: wholeNumber(0, 5).default(0),
  COOKIE_SECRET: z
    .string()
    .min(32, 'must be at least 32 random characters; make one with: openssl rand -base64 36'),
  DATABASE_URL: url(['mysql:'], 'mysql://user:password@127.0.0.1:3306/perfume'),
  DATABASE_POOL_SIZE: wholeNumber(1, 100).default(10),
  DATABASE_TLS: onOff.default(false),
  CACHE_URL: url(['memcached:'], 'memcached://127.0.0.1:11211').optional(),
  PAGE_CACHE: onOff.default(true),
  DATA_DIR: z.string().min(1).default('data'),
  ASSET_STORE_URL: url(['file:', 's3:'], 's3://bucket/prefix?region=eu-west-1').optional(),
  ASSET_BASE_URL: url(['http:', 'https:'], 'https://static.example.com')
    .refine(
      (value) => new URL(value).pathname === '/',
      'must have no path: the stylesheet names its fonts from the root',
    )
    .optional(),
  SMTP_URL: url(['smtp:', 'smtps:'], 'smtp://user:password@mail.example.com:587').optional(),
  MAIL_FROM: z.string().min(3).default('Perfume <orders@perfume.example>'),
  CONTACT_EMAIL: z.email('must be an e-mail address').default('help@perfume.example'),
  OPERATOR: z.string().optional(),
  CURRENCY: z
    .string()
    .regex(/^[A-Z]{3}$/, 'must be an ISO 4217 code such as USD')
    .default('USD'),
  HOLD_MINUTES: wholeNumber(5, 120).default(20),
  PAYMENT_CAPTURE: z.enum(['at-once', 'on-dispatch']).default('at-once'),
  PAYMENT_WEBHOOK_SECRET: z.string().min(32, 'must be at least 32 random characters').optional(),
  TEST_PAYMENTS: onOff.optional(),
  RATE_LIMITS: onOff.default(true),
  DRAIN_SECONDS: wholeNumber(0, 22).default(12),
  SHOP_NAME: z
    .string()
    .regex(/^[a-z][a-z0-9-]{0,31}$/, 'must be up to 32 small letters, digits and dashes, like perfume')
    .default('perfume'),
  INSTANCE_ID: z.string().max(64, 'must be at most 64 characters').optional(),
  RELEASE_ID: z.string().max(64, 'must be at most 64 characters').optional(),
  METRICS: z
    .string()
    .refine(
      (value) => value === 'off' || value === 'stdout' || isAbsolute(value),
      'must be off, stdout, or the full path of a file like /var/log/perfume/metrics.log',
    )
    .default('off'),
  METRICS_SECONDS: wholeNumber(shortestIntervalSeconds, longestIntervalSeconds).default(60),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent']).default('info'),
});

export interface Config {
  readonly environment: 'development' | 'test' | 'production';
  readonly host: string;
  readonly port: number;
  /** Where shoppers reach the shop; links in mail, canonical URLs and the origin check come from it. */
  readonly publicUrl: URL;
  /** Proxies between shopper and process whose X-Forwarded-* headers are believed; 1 behind the load balancer. */
  readonly trustProxyHops: number;
  readonly cookieSecret: string;
  /** True when the shop is reached over https: cookies are then Secure and carry the __Host- prefix. */
  readonly secureCookies: boolean;
  readonly database: { readonly url: string; readonly poolSize: number; readonly tls: boolean };
  /** Absent: the in-process tier alone. */
  readonly cacheUrl: string | undefined;
  /** Whether finished pages are kept; off, every page is made for every request. */
  readonly pageCache: boolean;
  readonly dataDir: string;
  /** Where pictures are kept: file:///folder or s3://bucket/prefix. */
  readonly assetStoreUrl: string | undefined;
  /** The CDN in front of the asset store; absent: the shop serves static content itself. */
  readonly assetBaseUrl: string | undefined;
  /** Absent: mails are kept as files under dataDir, readable at /dev/mail outside production. */
  readonly smtpUrl: string | undefined;
  readonly mailFrom: string;
  /** Where shoppers write to; on the contact page and in mails. */
  readonly contactEmail: string;
  /** Name and postal address of who runs the shop, a line each; for the imprint. */
  readonly operator: string | undefined;
  /** ISO 4217. */
  readonly currency: string;
  readonly holdMinutes: number;
  readonly paymentCapture: 'at-once' | 'on-dispatch';
  readonly paymentWebhookSecret: string;
  /** The built-in test provider takes "payments"; never on in production unless said so. */
  readonly testPayments: boolean;
  readonly rateLimits: boolean;
  /** How long a stopping server keeps answering while the load balancer takes it out, in seconds. */
  readonly drainSeconds: number;
  /** What this deployment is called: the dimension of its metrics. */
  readonly shopName: string;
  /** The virtual machine that the process runs on; in its log and its metrics. */
  readonly instanceId: string | undefined;
  /** The release that the process runs, as a deploy names it; in its log and in the details of its health. */
  readonly release: string | undefined;
  readonly metrics: {
    readonly to: 'off' | 'stdout' | { readonly file: string };
    readonly everySeconds: number;
  };
  readonly logLevel: 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'silent';
}

/** A setting is missing or wrong; the message names every one of them and says what it must be. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

const unsetWhenEmpty = (env: NodeJS.ProcessEnv): Record<string, string> =>
  Object.fromEntries(Object.entries(env).filter((entry): entry is [string, string] => !!entry[1]));

/**
 * Reads the settings from environment variables; an empty variable counts as not set.
 * @throws ConfigError naming each wrong or missing variable.
 */
export function readConfig(env: NodeJS.ProcessEnv): Config {
  const parsed = settings.safeParse(unsetWhenEmpty(env));
  if (!parsed.success) {
    const lines = parsed.error.issues.map((issue) => {
      const name = issue.path.join('.');
      return env[name] ? `  ${name}: ${issue.message}` : `  ${name} is not set: ${describe(name)}`;
    });
    throw new ConfigError(`Settings that must be mended before the shop can start:\n${lines.join('\n')}`);
  }
  const value = parsed.data;
  const publicUrl = new URL(value.PUBLIC_URL);
  const production = value.NODE_ENV === 'production';
  if (production && publicUrl.protocol !== 'https:' && !isLoopback(publicUrl.hostname)) {
    throw new ConfigError('PUBLIC_URL must begin with https:// in production: cookies and payments need it.');
  }
  const testPayments = value.TEST_PAYMENTS ?? !production;
  return {
    environment: value.NODE_ENV,
    host: value.HOST,
    port: value.PORT,
    publicUrl,
    trustProxyHops: value.TRUST_PROXY_HOPS,
    cookieSecret: value.COOKIE_SECRET,
    secureCookies: publicUrl.protocol === 'https:',
    database: { url: value.DATABASE_URL, poolSize: value.DATABASE_POOL_SIZE, tls: value.DATABASE_TLS },
    cacheUrl: value.CACHE_URL,
    pageCache: value.PAGE_CACHE,
    dataDir: value.DATA_DIR,
    assetStoreUrl: value.ASSET_STORE_URL,
    assetBaseUrl: value.ASSET_BASE_URL?.replace(/\/$/, ''),
    smtpUrl: value.SMTP_URL,
    mailFrom: value.MAIL_FROM,
    contactEmail: value.CONTACT_EMAIL,
    operator: value.OPERATOR?.replaceAll('\\n', '\n'),
    currency: value.CURRENCY,
    holdMinutes: value.HOLD_MINUTES,
    paymentCapture: value.PAYMENT_CAPTURE,
    paymentWebhookSecret: value.PAYMENT_WEBHOOK_SECRET ?? value.COOKIE_SECRET,
    testPayments,
    rateLimits: value.RATE_LIMITS,
    drainSeconds: value.DRAIN_SECONDS,
    shopName: value.SHOP_NAME,
    instanceId: value.INSTANCE_ID,
    release: value.RELEASE_ID,
    metrics: {
      to: value.METRICS === 'off' || value.METRICS === 'stdout' ? value.METRICS : { file: value.METRICS },
      everySeconds: value.METRICS_SECONDS,
    },
    logLevel: value.LOG_LEVEL,
  };
}

function describe(name: string): string {
  const wanted: Record<string, string> = {
    PUBLIC_URL: 'the address shoppers use, like https://www.example.com',
    COOKIE_SECRET: 'at least 32 random characters; make one with: openssl rand -base64 36',
    DATABASE_URL: 'where MariaDB answers, like mysql://user:password@127.0.0.1:3306/perfume',
  };
  return wanted[name] ?? 'it has no default';
}

function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '127.0.0.1' || hostname === '[::1]';
}
