import type { TimelineEvent } from '../timeline/timeline.ts';
import type { Topology } from '../topology.ts';

/** Says what happens to the topology from now on, line by line, until it is closed or nobody listens any more. */
export async function tellHappenings(
  topology: Topology,
  say: (line: string) => void,
  signal: AbortSignal,
): Promise<void> {
  const since = Date.now();
  for await (const event of topology.events()) {
    if (signal.aborted) return;
    if (event.at < since) continue;
    const words = wordsOf(event);
    if (words !== undefined) say(`  ${words}`);
  }
}

/** An event as people say it; undefined for what a story does without. */
export function wordsOf(event: TimelineEvent): string | undefined {
  switch (event.kind) {
    case 'association': {
      if (event.stage === 'seen') return undefined;
      return event.holder === null ? 'nobody holds the address' : `${event.holder} holds the address`;
    }
    case 'target':
      return `app server ${event.instance} is ${event.health}`;
    case 'instance':
      return `instance ${event.instance} is ${event.state}: ${event.why}`;
    case 'process':
      return event.state === 'exited' || event.state === 'given up'
        ? `${event.process} on ${event.instance} has ${event.state}: ${event.detail}`
        : undefined;
    case 'scaling':
      return `${event.desired} app servers are wanted: ${event.why}`;
    case 'release':
      return `release ${event.releaseId} ${event.state === 'began' ? 'is being rolled out' : 'is rolled out'}`;
    case 'fault':
      return undefined;
  }
}
