import { setTimeout as sleep } from 'node:timers/promises';
import type { Topology } from '../topology.ts';
import type { Terminal } from './terminal.ts';

/** Leaves the topology to people until they end it. */
export async function keepOpen(topology: Topology, terminal: Terminal, signal: AbortSignal): Promise<void> {
  const { facts } = topology;
  for (const line of [
    '',
    `Shop:      ${topology.elbUrl}   its certificate is this run’s own: let the browser go on`,
    `Address:   ${facts.endpointName} (${facts.elasticIp}), held by ${(await topology.holder()) ?? 'nobody'}`,
    `Logs:      ${topology.directory}`,
    '',
    'Pull plugs from another terminal:',
    '  npx nx rehearse infra -- cut zone-a      and: heal zone-a',
    '  npx nx rehearse infra -- kill holder mariadb',
    '  npx nx rehearse infra -- load 3 15       people who shop meanwhile',
    '  npx nx rehearse infra -- status          --help names the rest',
    '',
    'Ctrl-C ends it and leaves nothing behind.',
  ])
    terminal.say(line);
  while (!signal.aborted) await sleep(60_000, undefined, { signal }).catch(() => undefined);
}
