import {
  compareLedger,
  compareReplicas,
  readLoadBooks,
  waitUntilSettled,
  withBooks,
  type BooksPlace,
  type LedgerComparison,
} from '../ledger/index.ts';
import { startLoad, type Load } from '../shoppers/index.ts';
import {
  FaultNotProven,
  type DataNode,
  type DataServerAccess,
  type InstanceView,
  type Topology,
} from '../topology.ts';
import type { TimelineEvent } from '../timeline/timeline.ts';
import { openContext } from './context.ts';
import { deliveredMails } from './delivered-mails.ts';
import { RehearsalStopped, type Drill, type DrillTimes } from './drill.ts';
import { measureRecords, type Moments } from './from-records.ts';
import type { Measures } from './measures.ts';
import { mend } from './mend.ts';
import { NotRehearsable, otherNode } from './people.ts';
import type { StoryLine } from './story.ts';
import { waitUntilWhole } from './whole.ts';

/** Everything that one run of a drill leaves behind. */
export interface DrillRun {
  readonly drill: string;
  /** From 1. */
  readonly run: number;
  readonly moments: Moments;
  readonly holderBefore: DataNode | null;
  readonly measures: Measures;
  readonly story: readonly StoryLine[];
  /** From the start of the topology to the end of the run. */
  readonly happenings: readonly TimelineEvent[];
  /** Those of its beginning and those of its end, each once. */
  readonly instances: readonly InstanceView[];
  readonly load: Pick<Load, 'requests' | 'orders' | 'journeys' | 'drops' | 'stalls'>;
  readonly ledger: LedgerComparison | undefined;
  /** Why it could not be done to its end; what was measured until then does not count. */
  readonly failure: string | undefined;
  /** What was still missing of the topology in the end; then nothing else can be rehearsed on it. */
  readonly missing: readonly string[];
}

export interface RunOptions {
  readonly run: number;
  readonly times: DrillTimes;
  readonly signal: AbortSignal;
  readonly say: (line: string) => void;
  /** Told of the load once it has begun. */
  readonly onLoad?: (load: Load) => void;
}

/** As many as two cores carry beside the servers. */
const usualLoad = { journeysPerSecond: 3, pagesPerSecond: 15 } as const;
/** Caches fill and connections are made before "as usual" begins, in ms. */
const warmUpMs = 8_000;
/** How long shoppers who are under way in the end may take, in ms: the late bank, and everyone's patience. */
const finishMs = 60_000;
const wholeMs = 240_000;
/** A mail whose server lost the database while it sent it is tried again after two minutes. */
const settledMs = 240_000;
/** A load that stood still for longer says nothing of the shop, in ms. */
const longestStallMs = 2_000;

/** Does a drill once under load, mends what it broke, and compares the ledger. */
export async function runDrill(drill: Drill, topology: Topology, options: RunOptions): Promise<DrillRun> {
  const { run, times, signal, say } = options;
  const begin = Date.now();
  const holderBefore = await topology.holder();
  const instancesBefore = topology.instances();
  const load = startLoad({
    origin: topology.elbUrl,
    ca: topology.elbAuthority,
    id: `${topology.runId}x${begin.toString(36)}`,
    ...(drill.load ?? usualLoad),
    seed: run,
  });
  options.onLoad?.(load);
  const goHome = () => load.stop();
  signal.addEventListener('abort', goHome, { once: true });
  const context = openContext(topology, load, times, { signal, say });
  let measured: Measures = {};
  let failure: string | undefined;
  let usualFrom = begin;
  try {
    await context.pause(warmUpMs);
    usualFrom = Date.now();
    await context.pause(times.beforeMs);
    measured = await drill.run(context);
    await context.pause(times.afterMs);
  } catch (error) {
    if (error instanceof RehearsalStopped) throw error;
    failure = reasonOf(error);
    say(failure);
    await mend(topology);
  }
  const missing = await waitUntilWhole(topology, wholeMs, signal);
  // Coming back may trouble shoppers as much as going away: both count.
  const end = Date.now();
  const ledger = await finishAndCompare(load, topology, instancesBefore, { say, signal }).catch(
    (error: unknown) => {
      failure ??= `The ledger could not be compared. ${reasonOf(error)}`;
      return undefined;
    },
  );
  signal.removeEventListener('abort', goHome);
  if (signal.aborted) throw new RehearsalStopped();
  const relief = context.reliefAt();
  const moments = {
    begin: usualFrom,
    fault: context.faultAt() ?? end,
    effect: context.effectAt() ?? end,
    ...(relief !== undefined && { relief }),
    end,
  };
  const measuredByAll = measureRecords(load, moments);
  const stalledMs = measuredByAll.loadStalledMs ?? 0;
  if (stalledMs > longestStallMs) {
    failure ??= `The load itself stood still for ${(stalledMs / 1_000).toFixed(1)} s: this machine was busy with something else, and nothing that was measured counts.`;
    say(failure);
  }
  const happenings = topology.timeline().filter(({ at }) => at <= end);
  const instances = [...instancesBefore, ...topology.instances()];
  return {
    drill: drill.name,
    run,
    moments,
    holderBefore,
    measures: {
      ...measuredByAll,
      addressMoves: movesOf(
        happenings.filter(({ at }) => at >= begin),
        holderBefore,
      ),
      ...(ledger && {
        lostOrders: ledger.lost,
        doubledOrders: ledger.doubled,
        ledgerFindings: ledger.findings.length,
      }),
      ...measured,
    },
    story: context.story,
    happenings,
    instances: [...new Map(instances.map((instance) => [instance.id, instance])).values()],
    load,
    ledger,
    failure,
    missing,
  };
}

async function finishAndCompare(
  load: Load,
  topology: Topology,
  instancesBefore: readonly InstanceView[],
  { say, signal }: Pick<RunOptions, 'say' | 'signal'>,
): Promise<LedgerComparison> {
  await load.finish(finishMs);
  const holder = (await topology.holder()) ?? 'a';
  const place = placeOf(topology.dataServers[holder]);
  const { id } = load.settings;
  await waitUntilSettled(place, id, settledMs, signal);
  const books = await withBooks(place, (all) => readLoadBooks(all, id));
  const delivered = await deliveredMails(topology, id, instancesBefore);
  const compared = compareLedger(load.orders, books, delivered);
  const other = placeOf(topology.dataServers[otherNode(holder)]);
  const ledger = { ...compared, findings: [...compared.findings, ...(await sameBooks(place, other))] };
  say(
    `${ledger.confirmed} of ${ledger.buyers} buyers saw their order confirmed, ${ledger.inBooks} orders are in the books: ` +
      `${ledger.lost} lost, ${ledger.doubled} doubled, ${ledger.findings.length} disagreements`,
  );
  for (const { what } of ledger.findings.slice(0, 10)) say(what);
  return ledger;
}

/** Jobs may write between the two looks: only what differs every time differs. */
async function sameBooks(one: BooksPlace, other: BooksPlace) {
  let findings = await compareReplicas(one, other);
  for (let again = 0; findings.length > 0 && again < 5; again += 1)
    findings = await compareReplicas(one, other);
  return findings;
}

const placeOf = ({ socketPath, user, database }: DataServerAccess): BooksPlace => ({
  socketPath,
  user,
  database,
});

/** How often the address came to somebody else, or to nobody and then to somebody else. */
export function movesOf(happenings: readonly TimelineEvent[], holderBefore: DataNode | null): number {
  let moves = 0;
  let holder = holderBefore;
  let association: string | null | undefined;
  for (const event of happenings) {
    if (event.kind !== 'association' || event.stage !== 'seen') continue;
    if (event.holder === null) {
      association = undefined;
      continue;
    }
    // Associated anew with the same holder: between two looks it was somebody else's.
    if (event.holder !== holder) moves += 1;
    else if (association !== undefined && event.associationId !== association) moves += 2;
    holder = event.holder;
    association = event.associationId;
  }
  return moves;
}

function reasonOf(error: unknown): string {
  if (error instanceof FaultNotProven || error instanceof NotRehearsable) return error.message;
  return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
}
