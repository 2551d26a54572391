import { join } from 'node:path';
import { z } from 'zod';
import { otherNode, type NodeName } from '../decide/observation.ts';
import type { DatabaseAccess } from '../node/session.ts';
import { brokenInequalities } from './inequalities.ts';
import { figures, usualGaleraTimings, type FigureName, type Figures } from './timings.ts';

/** Settings are missing or wrong; the message names each of them and says what to do. */
export class SettingsError extends Error {
  override readonly name = 'SettingsError';
}

type Environment = Readonly<Record<string, string | undefined>>;

/** Where programs find a running agent on the same machine. */
export interface ControlSettings {
  /** The socket file on which the agent takes orders. */
  readonly socketPath: string;
}

export interface Settings extends ControlSettings {
  readonly shop: string;
  readonly node: NodeName;
  readonly region: string;
  readonly instanceId: string;
  readonly allocationId: string;
  readonly interfaceId: string;
  /** Where this agent answers its peer, and where it asks it. */
  readonly listenHost: string;
  readonly peerHost: string;
  /** All addresses under which the peer is known to Galera and to Amazon. */
  readonly peerAddresses: readonly string[];
  readonly database: DatabaseAccess;
  /** Users whose connections outlive a closing gate. */
  readonly keepUsers: readonly string[];
  /** A folder on the data volume. */
  readonly dataPath: string;
  /** What a person ordered for longer than one run: automatic moves on hold. */
  readonly holdPath: string;
  /** Made to ask whoever runs MariaDB for a restart. */
  readonly restartRequestPath: string;
  readonly metrics: 'off' | 'stdout' | { readonly file: string };
  readonly logLevel: 'error' | 'warn' | 'info' | 'debug';
  readonly figures: Figures;
}

const tunnelDefaults = { a: '10.77.0.1', b: '10.77.0.2' } as const;
const address = z.union([z.ipv4(), z.ipv6()], { error: 'must be an IP address' });
const path = z.string().regex(/^\//, 'must be an absolute path');

const schema = z.object({
  PERFUME_ROOT: path.default('/'),
  SHOP_NAME: z.string().regex(/^[\w.-]{1,64}$/, 'must be letters, digits, dots, hyphens or underscores'),
  INSTANCE_NODE: z.enum(['a', 'b'], { error: 'must be a or b: the agent runs on data servers' }),
  INSTANCE_ID: z.string().default('unknown'),
  AWS_REGION: z.string().regex(/^[a-z]{2}(-[a-z]+)+-\d$/, 'must be a region such as eu-central-1'),
  ELASTIC_IP_ALLOCATION_ID: z.string().regex(/^eipalloc-/, 'must begin with eipalloc-'),
  NETWORK_INTERFACE_ID: z.string().regex(/^eni-/, 'must begin with eni-'),
  NODE_A_ADDRESS: address,
  NODE_B_ADDRESS: address,
  TUNNEL_ADDRESS_A: address.default(tunnelDefaults.a),
  TUNNEL_ADDRESS_B: address.default(tunnelDefaults.b),
  FAILOVER_DATABASE_SOCKET: path.optional(),
  FAILOVER_DATABASE_USER: z.string().min(1).default('perfume-agent'),
  FAILOVER_DATABASE_PASSWORD: z.string().optional(),
  FAILOVER_KEEP_USERS: z.string().default(''),
  FAILOVER_DATA_PATH: path.optional(),
  FAILOVER_RUNTIME_PATH: path.optional(),
  FAILOVER_STATE_PATH: path.optional(),
  METRICS: z
    .string()
    .refine((value) => value === 'off' || value === 'stdout' || value.startsWith('/'), {
      error: 'must be off, stdout or an absolute path',
    })
    .default('stdout'),
  LOG_LEVEL: z.enum(['error', 'warn', 'info', 'debug']).default('info'),
});

/**
 * The agent's settings from instance.env and failover.env.
 * @throws SettingsError naming every variable that is missing or wrong, and each inequality that does not hold
 */
export function readSettings(environment: Environment): Settings {
  const present = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
  const parsed = schema.safeParse(present);
  const { values, complaints } = readFigures(present);
  if (!parsed.success)
    complaints.unshift(
      ...parsed.error.issues.map(({ path: [name], message }) =>
        present[String(name)] === undefined
          ? `${String(name)} is not set: instance.env or failover.env must name it.`
          : `${String(name)} ${message}.`,
      ),
    );
  if (complaints.length === 0) complaints.push(...brokenInequalities(values, usualGaleraTimings));
  if (complaints.length > 0 || !parsed.success)
    throw new SettingsError(
      `The failover agent cannot start:\n${complaints.map((one) => `  ${one}`).join('\n')}`,
    );
  return settingsOf(parsed.data, values);
}

/** Where the agent of this machine listens for orders, which no other setting is needed for. */
export function readControlSettings(environment: Environment): ControlSettings {
  const root = environment['PERFUME_ROOT'] ?? '/';
  return {
    socketPath: socketPathIn(environment['FAILOVER_RUNTIME_PATH'] ?? join(root, 'run/perfume/failover')),
  };
}

const socketPathIn = (runtime: string) => join(runtime, 'agent.sock');

function readFigures(environment: Environment): { values: Figures; complaints: string[] } {
  const complaints: string[] = [];
  const values = Object.fromEntries(
    (Object.keys(figures) as FigureName[]).map((name) => {
      const { variable, default: usual, min, max, unit } = figures[name];
      const text = environment[variable];
      const value = text === undefined ? usual : Number(text);
      if (!Number.isInteger(value) || value < min || value > max)
        complaints.push(
          `${variable} must be a whole number from ${min} to ${max}${unit === 'port' ? '' : ` (${unit})`}, not "${text ?? ''}".`,
        );
      return [name, value];
    }),
  ) as Record<FigureName, number>;
  return { values, complaints };
}

function settingsOf(e: z.infer<typeof schema>, values: Figures): Settings {
  const node = e.INSTANCE_NODE;
  const peer = otherNode(node);
  const tunnel = { a: e.TUNNEL_ADDRESS_A, b: e.TUNNEL_ADDRESS_B };
  const own = { a: e.NODE_A_ADDRESS, b: e.NODE_B_ADDRESS };
  const under = (...parts: string[]) => join(e.PERFUME_ROOT, ...parts);
  const runtime = e.FAILOVER_RUNTIME_PATH ?? under('run/perfume/failover');
  const state = e.FAILOVER_STATE_PATH ?? under('var/lib/perfume/failover');
  return {
    shop: e.SHOP_NAME,
    node,
    region: e.AWS_REGION,
    instanceId: e.INSTANCE_ID,
    allocationId: e.ELASTIC_IP_ALLOCATION_ID,
    interfaceId: e.NETWORK_INTERFACE_ID,
    listenHost: tunnel[node],
    peerHost: tunnel[peer],
    peerAddresses: [tunnel[peer], own[peer]],
    database: {
      socketPath: e.FAILOVER_DATABASE_SOCKET ?? under('run/perfume/database/mariadb.sock'),
      user: e.FAILOVER_DATABASE_USER,
      ...(e.FAILOVER_DATABASE_PASSWORD !== undefined && { password: e.FAILOVER_DATABASE_PASSWORD }),
    },
    keepUsers: [
      e.FAILOVER_DATABASE_USER,
      ...e.FAILOVER_KEEP_USERS.split(',')
        .map((user) => user.trim())
        .filter((user) => user !== ''),
    ],
    dataPath: e.FAILOVER_DATA_PATH ?? under('var/lib/perfume-data'),
    socketPath: socketPathIn(runtime),
    holdPath: join(state, 'hold.json'),
    restartRequestPath: join(runtime, 'restart-database'),
    metrics: e.METRICS === 'off' || e.METRICS === 'stdout' ? e.METRICS : { file: e.METRICS },
    logLevel: e.LOG_LEVEL,
    figures: values,
  };
}
