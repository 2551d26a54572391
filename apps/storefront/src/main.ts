import { createServer, type RequestListener } from 'node:http';
import { DatabaseUnavailable } from '@perfume/db-client';
import { createHealth, drainOnSignal, setElbTimings } from '@perfume/health';
import { createLogger } from '@perfume/telemetry';
import { composeShop, type RunningShop } from './composition.ts';
import { ConfigError, readConfig, type Config } from './config/index.ts';
import { browserFolder } from './release-paths.ts';

/** The longest wait between two tries to reach the database at the start, in ms. */
const longestWaitMs = 5_000;

const config = settings();
const logger = createLogger({
  level: config.logLevel,
  service: 'storefront',
  fields: {
    ...(config.instanceId !== undefined && { instance: config.instanceId }),
    ...(config.release !== undefined && { release: config.release }),
  },
});
let shop: RunningShop | undefined;

const health = createHealth({
  release: config.release ?? 'unnamed',
  details: async () => ({ ...(await shop?.details()) }),
});
const server = createServer((req, res) => (shop?.app ?? answerStarting)(req, res));
setElbTimings(server);

drainOnSignal({
  server,
  health,
  drainSeconds: config.drainSeconds,
  close: async () => shop?.close(),
  onStep: (step) => logger.info(step),
});

server.once('error', (error: NodeJS.ErrnoException) => {
  const why =
    error.code === 'EADDRINUSE'
      ? `PORT: ${config.port} is taken by another program; set PORT to a free one.`
      : `HOST, PORT: cannot listen at ${config.host}:${config.port} (${error.code ?? error.message}).`;
  stop(why);
});

server.listen(config.port, config.host, () => {
  void start().catch((error: unknown) => {
    logger.fatal({ err: error }, 'the shop cannot start');
    process.exit(1);
  });
});

/** Puts the shop together, waiting for a database that is not there yet; the health check says "starting" meanwhile. */
async function start(): Promise<void> {
  for (let attempt = 0; shop === undefined; attempt += 1) {
    try {
      shop = await composeShop({ config, logger, health, browserFolder });
    } catch (error) {
      if (!(error instanceof DatabaseUnavailable)) throw error;
      const wait = Math.min(longestWaitMs, 250 * 2 ** attempt) * (0.5 + Math.random() / 2);
      logger.warn({ reason: error.message }, 'waiting for the database');
      await new Promise((resolve) => setTimeout(resolve, wait));
    }
  }
  health.markReady();
  logger.info({ host: config.host, port: config.port }, 'the shop is open');
}

const answerStarting: RequestListener = (req, res) =>
  health.handler(req, res, () => {
    res.statusCode = 503;
    res.setHeader('Retry-After', '2');
    res.setHeader('Content-Type', 'text/plain; charset=utf-8');
    res.end('The shop is about to open. Try again in a moment.\n');
  });

function settings(): Config {
  try {
    return readConfig(process.env);
  } catch (error) {
    if (error instanceof ConfigError) stop(error.message);
    throw error;
  }
}

function stop(why: string): never {
  process.stderr.write(`${why}\n`);
  process.exit(1);
}
