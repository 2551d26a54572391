import { parseArgs } from 'node:util';
import { holdMoves, OrderFailed, releaseMoves, showStatus, switchOver } from './cli/orders.ts';
import { AgentUnreachable } from './control/control-client.ts';
import { readControlSettings, SettingsError } from './settings/settings.ts';

const usage = `failover: which data server takes writes and holds the address

  failover status [--json]       what this server's agent sees and does
  failover switch                moves writing and address to the other data server, by plan
  failover hold [--for 30m]      stops automatic moves for a while (90s, 30m, 2h; at most 24h): order it on both servers
  failover release               ends the hold of this server
  failover run                   runs the agent; settings come from the environment

Orders go to the agent of this server. Exit codes: 0 done, 1 refused or failed, 2 wrong usage or settings, 3 no agent.
`;

const say = (line: string) => void process.stdout.write(`${line}\n`);
const complain = (line: string) => void process.stderr.write(`${line}\n`);

async function main(): Promise<number> {
  const parsed = read(process.argv.slice(2));
  if (typeof parsed === 'string') {
    complain(`${parsed}\n\n${usage}`);
    return 2;
  }
  const { command, json, duration } = parsed;
  const { socketPath } = readControlSettings(process.env);
  try {
    switch (command) {
      case 'help':
        say(usage);
        break;
      case 'run': {
        // Loaded for the agent alone: orders need no client of Amazon's API.
        const { run } = await import('./cli/run.ts');
        await run(process.env);
        break;
      }
      case 'status':
        await showStatus(socketPath, json, say);
        break;
      case 'switch':
        await switchOver(socketPath, say);
        break;
      case 'hold':
        await holdMoves(socketPath, duration, say);
        break;
      case 'release':
        await releaseMoves(socketPath, say);
        break;
    }
    return 0;
  } catch (error) {
    if (error instanceof OrderFailed) complain(error.message);
    else if (error instanceof SettingsError || error instanceof AgentUnreachable) complain(error.message);
    else throw error;
    return error instanceof SettingsError ? 2 : error instanceof AgentUnreachable ? 3 : 1;
  }
}

const commands = ['help', 'run', 'status', 'switch', 'hold', 'release'] as const;

interface Order {
  readonly command: (typeof commands)[number];
  readonly json: boolean;
  readonly duration: string;
}

/** The order on the command line, or what is wrong with it. */
function read(args: string[]): Order | string {
  try {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: { json: { type: 'boolean' }, for: { type: 'string' }, help: { type: 'boolean', short: 'h' } },
    });
    const [word = 'help', ...rest] = positionals;
    const command = values.help ? 'help' : commands.find((one) => one === word);
    if (!command || rest.length > 0) return `failover does not know "${positionals.join(' ')}".`;
    if (values.json && command !== 'status') return '--json goes with status.';
    if (values.for !== undefined && command !== 'hold') return '--for goes with hold.';
    return { command, json: values.json ?? false, duration: values.for ?? '30m' };
  } catch (error) {
    return error instanceof Error ? error.message : 'The command line is not understood.';
  }
}

process.exitCode = await main();
