import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DidNotStart, startInBackground } from './background.ts';
import { provideMoto, type MotoInstallationOptions } from './moto-installation.ts';
import { freePort } from './ports.ts';
import { stopProcess, type KnownProcess } from './process-identity.ts';

/** A moto server of one's own: what EC2, S3, CloudFormation, … answer, without Amazon. */
export interface Moto {
  /** http://127.0.0.1:PORT, for every service. */
  readonly endpoint: string;
  readonly port: number;
  /** For a client of the AWS SDK: `new EC2Client(moto.client)`; S3 wants `forcePathStyle: true` beside it. */
  readonly client: {
    readonly endpoint: string;
    readonly region: string;
    readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string };
  };
  /** The same for a program, which gets none of this machine's own AWS settings. */
  readonly environment: Readonly<Record<string, string>>;
  readonly logPath: string;
  /** Forgets everything that was made. */
  readonly reset: () => Promise<void>;
  /** SIGSTOP freezes it, SIGCONT lets it go on, SIGKILL ends it as a crash does. */
  readonly signal: (signal: NodeJS.Signals) => void;
  /** Ends it and removes its folder. */
  readonly stop: () => Promise<void>;
}

export interface MotoOptions extends MotoInstallationOptions {
  /** Default: eu-central-1. */
  readonly region?: string;
  /** Where the search for a free port begins. */
  readonly firstPort?: number;
}

/** The account that moto's server has for callers with these credentials. */
export const motoAccount = '123456789012';

/** Another server may take the port between the look and the start. */
const portTries = 3;

const resetMs = 10_000;
const shutdownMs = 10_000;

/**
 * Starts moto's server on a free loopback port, with its log in a temporary folder. It keeps everything in memory.
 * @throws CannotProvide when it cannot be installed or does not start
 */
export async function startMoto(options: MotoOptions = {}): Promise<Moto> {
  const { region = 'eu-central-1', firstPort = 14_566 } = options;
  const python = await provideMoto(options);
  const folder = await mkdtemp(join(tmpdir(), 'perfume-moto-'));
  for (let attempt = 1, from = firstPort; ; attempt += 1) {
    const port = await freePort(from);
    try {
      return moto(await start(python, folder, port), folder, port, region);
    } catch (error) {
      const portWasTaken =
        error instanceof DidNotStart && /address already in use|is in use by/i.test(error.log);
      if (!portWasTaken || attempt === portTries) {
        await rm(folder, { recursive: true, force: true });
        throw error;
      }
      from = port + 1;
    }
  }
}

/** What starts moto's server, for those who start it themselves: in a network namespace, under a supervisor. */
export function motoCommand(python: string, at: { readonly host: string; readonly port: number }) {
  return { path: python, args: ['-m', 'moto.server', '--host', at.host, '--port', String(at.port)] };
}

async function start(python: string, folder: string, port: number): Promise<KnownProcess> {
  let running: KnownProcess | undefined;
  await startInBackground({
    name: "moto's server",
    ...motoCommand(python, { host: '127.0.0.1', port }),
    cwd: folder,
    logPath: join(folder, 'moto.log'),
    answers: () => answers(port),
    spawned: (process) => (running = process),
  });
  return running!;
}

async function answers(port: number): Promise<boolean> {
  try {
    const response = await fetch(`http://127.0.0.1:${port}/moto-api/data.json`, {
      signal: AbortSignal.timeout(5_000),
    });
    await response.arrayBuffer();
    return response.ok;
  } catch {
    return false;
  }
}

function moto(known: KnownProcess, folder: string, port: number, region: string): Moto {
  const endpoint = `http://127.0.0.1:${port}`;
  const credentials = { accessKeyId: 'moto', secretAccessKey: 'moto' };
  const endWithThisProcess = () => trySignal(known.pid, 'SIGTERM');
  process.once('exit', endWithThisProcess);
  return {
    endpoint,
    port,
    client: { endpoint, region, credentials },
    environment: {
      AWS_ENDPOINT_URL: endpoint,
      AWS_REGION: region,
      AWS_DEFAULT_REGION: region,
      AWS_ACCESS_KEY_ID: credentials.accessKeyId,
      AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
      AWS_EC2_METADATA_DISABLED: 'true',
      AWS_CONFIG_FILE: '/dev/null',
      AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
    },
    logPath: join(folder, 'moto.log'),
    reset: async () => {
      const response = await fetch(`${endpoint}/moto-api/reset`, {
        method: 'POST',
        signal: AbortSignal.timeout(resetMs),
      });
      await response.arrayBuffer();
      if (!response.ok) throw new Error(`moto's server answered its reset with ${response.status}.`);
    },
    signal: (signal) => process.kill(known.pid, signal),
    stop: async () => {
      process.off('exit', endWithThisProcess);
      // A frozen process would not hear that it is to end.
      trySignal(known.pid, 'SIGCONT');
      await stopProcess(known, shutdownMs);
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function trySignal(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch {
    // It has ended already.
  }
}
