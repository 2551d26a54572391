import { DeployFailed } from './failure.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** Where a shop is put: to Amazon, or to a server on this machine that stands in for it. */
export type TargetKind = 'aws' | 'emulator';

export interface Target {
  readonly kind: TargetKind;
  readonly region: string;
  /** Of an emulator, such as http://127.0.0.1:5000. */
  readonly endpoint: string | undefined;
  /** The account that is meant, where SHOP_ACCOUNT names it. */
  readonly account: string | undefined;
  /** For programs that are started: this one's environment, so changed that they reach the target and nothing else. */
  readonly environment: Readonly<Record<string, string>>;
}

/**
 * Finds out where a deploy leads, before anything is called. SHOP_TARGET=emulator goes to AWS_ENDPOINT_URL, which has to
 * be on this machine; everything else goes to Amazon, and no variable may name another endpoint. So neither a forgotten
 * variable nor a missing one can put a shop where it was not meant to go.
 * @param region that the shop's settings name
 * @throws DeployFailed naming the variable that stands in the way
 */
export function readTarget(env: Environment, region: string): Target {
  const kind = env['SHOP_TARGET'] || 'aws';
  if (kind !== 'aws' && kind !== 'emulator') {
    throw new DeployFailed(`SHOP_TARGET is "${kind}"; it must be aws (the default) or emulator.`);
  }
  refuseOtherRegion(env, region);
  return kind === 'emulator' ? emulator(env, region) : amazon(env, region);
}

function amazon(env: Environment, region: string): Target {
  const endpoints = endpointVariables(env);
  if (endpoints.length > 0) {
    throw new DeployFailed(
      `${endpoints.join(', ')} would lead parts of this deploy away from Amazon. Unset it, or set SHOP_TARGET=emulator ` +
        'if a server on this machine is meant.',
    );
  }
  const account = env['SHOP_ACCOUNT'] || undefined;
  if (account !== undefined && !/^\d{12}$/.test(account)) {
    throw new DeployFailed(`SHOP_ACCOUNT is "${account}"; an AWS account has 12 digits.`);
  }
  return {
    kind: 'aws',
    region,
    endpoint: undefined,
    account,
    // A profile may name endpoints too.
    environment: {
      ...defined(Object.entries(env)),
      ...inRegion(region),
      AWS_IGNORE_CONFIGURED_ENDPOINT_URLS: 'true',
    },
  };
}

function emulator(env: Environment, region: string): Target {
  const endpoint = env['AWS_ENDPOINT_URL'];
  if (!endpoint) {
    throw new DeployFailed(
      'SHOP_TARGET is emulator, but AWS_ENDPOINT_URL is not set: name the server on this machine, such as http://127.0.0.1:5000.',
    );
  }
  for (const name of endpointVariables(env)) {
    if (isOnThisMachine(env[name]!)) continue;
    throw new DeployFailed(
      `SHOP_TARGET is emulator, but ${name} is ${env[name]!}, which is not on this machine. An emulator is taken at ` +
        'http://127.0.0.1, http://[::1] or http://localhost only.',
    );
  }
  const own = Object.entries(env).filter(
    ([name]) => !/^AWS_/.test(name) || endpointVariables(env).includes(name),
  );
  return {
    kind: 'emulator',
    region,
    endpoint,
    account: undefined,
    environment: {
      ...defined(own),
      ...inRegion(region),
      // No profile, no session and no metadata service of a real account is even looked at.
      AWS_ACCESS_KEY_ID: 'emulator',
      AWS_SECRET_ACCESS_KEY: 'emulator',
      AWS_CONFIG_FILE: '/dev/null',
      AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
      AWS_EC2_METADATA_DISABLED: 'true',
    },
  };
}

function refuseOtherRegion(env: Environment, region: string): void {
  for (const name of ['AWS_REGION', 'AWS_DEFAULT_REGION']) {
    const set = env[name];
    if (set && set !== region) {
      throw new DeployFailed(
        `${name} is ${set}, but the settings of the shop say region: '${region}'. Unset the one or correct the other.`,
      );
    }
  }
}

/** True for an address that no packet leaves this machine for. */
export function isOnThisMachine(endpoint: string): boolean {
  if (!URL.canParse(endpoint)) return false;
  const { protocol, hostname } = new URL(endpoint);
  return /^https?:$/.test(protocol) && isLoopback(hostname);
}

export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || host === '[::1]' || /^127(?:\.\d{1,3}){3}$/.test(host);
}

/** AWS_ENDPOINT_URL, and those of single services, as far as they are set. */
function endpointVariables(env: Environment): readonly string[] {
  return Object.keys(env).filter((name) => /^AWS_ENDPOINT_URL(_|$)/.test(name) && env[name]);
}

const inRegion = (region: string) => ({ AWS_REGION: region, AWS_DEFAULT_REGION: region });

function defined(entries: readonly (readonly [string, string | undefined])[]): Record<string, string> {
  return Object.fromEntries(entries.filter((entry): entry is [string, string] => entry[1] !== undefined));
}
