import { join } from 'node:path';
import { workspaceRoot } from '@perfume/local-services';
import { formatMeasure, measures } from '../drills/measures.ts';
import { resultOf, type DrillResult } from '../drills/result.ts';
import { runDrill, type DrillRun } from '../drills/run-drill.ts';
import { RehearsalStopped, type Drill, type DrillTimes } from '../drills/drill.ts';
import { buildReport, summaryTable, writeReport } from '../report/index.ts';
import type { Load } from '../shoppers/index.ts';
import type { BringUp, Topology, TopologyFacts } from '../topology.ts';
import type { Wish } from './arguments.ts';
import { createControl, type Control } from './control-commands.ts';
import { openControl } from './control-server.ts';
import { keepOpen } from './keep-open.ts';
import { showLoad } from './show-load.ts';
import { tellHappenings } from './tell-happenings.ts';
import type { Terminal } from './terminal.ts';

export interface RehearsalDependencies {
  readonly bringUp: BringUp;
  readonly terminal: Terminal;
  /** Ends everything. */
  readonly signal: AbortSignal;
}

const times: DrillTimes = { beforeMs: 15_000, afterMs: 15_000 };

type RehearseWish = Extract<Wish, { kind: 'rehearse' }>;

/**
 * Does what is asked for, on one topology for all drills, or on a new one where a drill has left its own broken.
 * @returns whether every bar was met
 */
export async function rehearse(wish: RehearseWish, deps: RehearsalDependencies): Promise<boolean> {
  const { terminal, signal } = deps;
  const startedAt = new Date();
  const folder = wish.report ?? join(workspaceRoot, '.perfume/rehearsals', nameOf(startedAt));
  const results: DrillResult[] = [];
  const stage = openStage(wish, deps);
  try {
    for (const drill of wish.drills) {
      const runs = await repeat(drill, wish.runs, stage, deps);
      const result = resultOf(drill, runs);
      results.push(result);
      sayResult(result, terminal);
      // After each drill: whatever ends the rehearsal later, what was found so far is on record.
      await report(results, { startedAt, facts: stage.facts() }, folder);
    }
    if (results.length > 0) {
      const { data, paths } = await report(results, { startedAt, facts: stage.facts() }, folder);
      terminal.say('');
      for (const line of summaryTable(data)) terminal.say(line);
      terminal.say(`Report: ${paths.html}`);
    }
    if (wish.keep) {
      const topology = await stage.topology();
      const end = showLoad(terminal, 'Shoppers', () => stage.load());
      await keepOpen(topology, terminal, signal);
      end();
    }
    return results.every(({ passed }) => passed);
  } catch (error) {
    if (error instanceof RehearsalStopped || signal.aborted) return false;
    throw error;
  } finally {
    await stage.close();
  }
}

interface Stage {
  /** The topology that is up, or a new one. */
  topology(): Promise<Topology>;
  facts(): TopologyFacts | null;
  /** Whoever shops at the command of a person at another terminal. */
  load(): Load | undefined;
  close(): Promise<void>;
}

function openStage(wish: RehearseWish, { bringUp, terminal, signal }: RehearsalDependencies): Stage {
  const say = (line: string) => terminal.say(line);
  let current:
    | { readonly topology: Topology; readonly control: Control; readonly endControl: () => Promise<void> }
    | undefined;
  let facts: TopologyFacts | null = null;
  return {
    facts: () => facts,
    load: () => current?.control.load(),
    async topology() {
      if (current) return current.topology;
      terminal.say('Bringing the topology up');
      const topology = await bringUp({
        say,
        signal,
        products: wish.products,
        // Programs that shop do not look.
        pictures: wish.keep,
        ...(wish.propagationMs !== undefined && { propagationMs: wish.propagationMs }),
      });
      facts = topology.facts;
      const listening = new AbortController();
      const control = createControl(topology);
      const endSocket = await openControl(topology.directory, (words) => {
        say(`> ${words.join(' ')}`);
        return control.run(words);
      });
      current = {
        topology,
        control,
        async endControl() {
          listening.abort();
          control.end();
          await endSocket();
        },
      };
      void tellHappenings(topology, say, listening.signal);
      terminal.say(`The shop is open at ${topology.elbUrl}`);
      return topology;
    },
    async close() {
      if (!current) return;
      const { topology, endControl } = current;
      current = undefined;
      terminal.say('Taking the topology down');
      await endControl();
      await topology.close();
    },
  };
}

async function repeat(
  drill: Drill,
  runs: number,
  stage: Stage,
  { terminal, signal }: RehearsalDependencies,
): Promise<readonly DrillRun[]> {
  const done: DrillRun[] = [];
  for (let run = 1; run <= runs; run += 1) {
    const title = runs === 1 ? drill.name : `${drill.name}, run ${run} of ${runs}`;
    const topology = await stage.topology();
    terminal.say('');
    terminal.say(`${title}: ${drill.sentence}`);
    let load: Load | undefined;
    const end = showLoad(terminal, title, () => load);
    try {
      const onLoad = (started: Load) => (load = started);
      done.push(
        await runDrill(drill, topology, {
          run,
          times,
          signal,
          say: (line) => terminal.say(`  ${line}`),
          onLoad,
        }),
      );
    } finally {
      end();
    }
    const missing = done.at(-1)?.missing ?? [];
    if (signal.aborted) throw new RehearsalStopped();
    if (missing.length > 0) {
      terminal.say(`  It did not become whole again: ${missing.join(' ')}`);
      await stage.close();
    }
  }
  return done;
}

function sayResult({ name, verdicts, passed }: DrillResult, terminal: Terminal): void {
  for (const { measure, atMost, value, met } of verdicts)
    terminal.say(
      `  ${met ? 'met' : 'MISSED'}: ${measures[measure].label} ${formatMeasure(measure, value)}, bar ${formatMeasure(measure, atMost)}`,
    );
  terminal.say(`${name} ${passed ? 'passed' : 'did NOT pass'}`);
}

async function report(
  results: readonly DrillResult[],
  about: { readonly startedAt: Date; readonly facts: TopologyFacts | null },
  folder: string,
) {
  const data = buildReport(results, { ...about, endedAt: new Date() });
  return { data, paths: await writeReport(data, folder) };
}

/** "2026-11-24T12-33-05": a name that sorts by time and that every file system takes. */
function nameOf(at: Date): string {
  return at.toISOString().slice(0, 19).replaceAll(':', '-');
}
