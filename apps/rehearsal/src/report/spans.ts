import { unitNames } from '@perfume/instances';
import type { Moments } from '../drills/from-records.ts';
import type { TimelineEvent } from '../timeline/timeline.ts';
import type { InstanceView } from '../topology.ts';
import type { InstanceReport, Span } from './data.ts';
import { round } from './series.ts';

/** Who held the address as packets and names follow it: `a`, `b` or `nobody`. */
export function holderSpans(
  happenings: readonly TimelineEvent[],
  before: 'a' | 'b' | null,
  moments: Moments,
): readonly Span[] {
  const changes = happenings
    .filter((event) => event.kind === 'association')
    .filter(({ stage }) => stage === 'effective')
    .map(({ at, holder }) => ({ at, state: holder ?? 'nobody' }));
  const known = changes.some(({ at }) => at < moments.begin);
  return spansOf(known ? changes : [{ at: 0, state: before ?? 'nobody' }, ...changes], moments);
}

/** How each instance fared: `well`, `out` of rotation, `starting`, `frozen`, `down`. Those that were gone are left out. */
export function instanceSpans(
  happenings: readonly TimelineEvent[],
  instances: readonly InstanceView[],
  moments: Moments,
): readonly InstanceReport[] {
  return instances
    .map((instance) => ({
      id: instance.id,
      label: labelOf(instance),
      spans: spansOf(changesOf(happenings, instance), moments),
    }))
    .filter(({ spans }) => spans.some(({ state }) => state !== 'down'))
    .toSorted((a, b) => a.label.localeCompare(b.label));
}

function labelOf({ role, node, zone, id }: InstanceView): string {
  if (role === 'app') return `${id} in ${zone}`;
  return role === 'data' ? `data ${node}` : 'witness';
}

interface Change {
  readonly at: number;
  readonly state: string;
}

function changesOf(happenings: readonly TimelineEvent[], { id, role }: InstanceView): readonly Change[] {
  let running = 'starting';
  let target = role === 'app' ? 'initial' : 'healthy';
  let database = true;
  const changes: Change[] = [];
  for (const event of happenings) {
    if (!('instance' in event) || event.instance !== id) continue;
    if (event.kind === 'instance') running = event.state;
    else if (event.kind === 'target') target = event.health;
    // A data server without its database is down to everybody.
    else if (event.process === unitNames.database)
      database = event.state === 'ready' || event.state === 'started';
    changes.push({ at: event.at, state: stateOf(running, target, database) });
  }
  return changes;
}

function stateOf(running: string, target: string, database: boolean): string {
  if (running === 'frozen') return 'frozen';
  if (running === 'stopped' || running === 'terminated') return 'down';
  if (running !== 'running') return 'starting';
  if (!database) return 'down';
  if (target === 'healthy') return 'well';
  return target === 'initial' ? 'starting' : 'out';
}

/** The stretches between changes, cut to the run. */
function spansOf(changes: readonly Change[], { begin, fault, end }: Moments): readonly Span[] {
  const spans: Span[] = [];
  changes.forEach(({ at, state }, index) => {
    const from = Math.max(at, begin);
    const to = Math.min(changes[index + 1]?.at ?? end, end);
    if (to <= from) return;
    const last = spans.at(-1);
    const span = { from: round((from - fault) / 1_000), to: round((to - fault) / 1_000), state };
    if (last?.state === state && last.to === span.from) spans[spans.length - 1] = { ...last, to: span.to };
    else spans.push(span);
  });
  return spans;
}
