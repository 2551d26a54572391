import type { BootResult } from '../measures/boot.ts';
import type { FreshnessResult } from '../measures/freshness.ts';
import type { PageResult } from '../measures/pages.ts';
import type { SizeResult } from '../measures/size.ts';
import { figures } from './figures.ts';
import { table } from './table.ts';

export interface MemoryResult {
  /** MiB after the boot and after all load. */
  readonly before: number;
  readonly after: number;
}

/** Everything that one run measured; what was not asked for is missing. */
export interface Report {
  readonly at: string;
  readonly count: number;
  readonly rounds: number;
  readonly seconds: number;
  readonly machine: string;
  readonly commonWord: { readonly word: string; readonly products: number };
  readonly seedSeconds: number | null;
  pages?: readonly PageResult[];
  freshness?: FreshnessResult;
  boot?: BootResult;
  /** Seconds from the start of bare Express to its first answer. */
  bareBoot?: number;
  memory?: Readonly<Record<'cached' | 'uncached', MemoryResult>>;
  size?: SizeResult;
}

/** The report for people. */
export function reportText(report: Report): string {
  const { count, rounds, seconds, machine, seedSeconds } = report;
  const lines = [
    `${number(count)} products; ${rounds} rounds of ${seconds} s; ${machine}`,
    ...(seedSeconds === null ? [] : [`The catalogue was seeded in ${Math.round(seedSeconds)} s.`]),
  ];
  if (report.pages) lines.push('', pageTable(report.pages));
  const others = otherRows(report);
  if (others.length > 0) lines.push('', table(['', 'measured', 'wanted', ''], others));
  return lines.join('\n');
}

function pageTable(pages: readonly PageResult[]): string {
  return table(
    ['page', 'connections', 'per second', 'bare Express', 'ratio', 'p50 ms', 'p99 ms', 'bytes', 'wanted', ''],
    pages.map((page) => [
      page.label,
      String(page.connections),
      number(page.requestsPerSecond),
      number(page.barePerSecond),
      ratio(page.shareOfBare),
      page.p50.toFixed(1),
      page.p99.toFixed(1),
      number(page.bytes),
      wantedOf(page),
      verdictOf(page),
    ]),
  );
}

/** Near one as a share, far from it as a fraction. */
const ratio = (share: number) => (share > 0.25 ? share.toFixed(2) : `1/${Math.round(1 / share)}`);

function wantedOf({ wanted, wantedP99 }: PageResult): string {
  if (wanted === null) return '';
  return wantedP99 === null ? ratio(wanted) : `${ratio(wanted)}, ${wantedP99} ms`;
}

function verdictOf({ wanted, wantedP99, shareOfBare, p99, failures }: PageResult): string {
  if (failures > 0) return `${failures} requests failed`;
  if (wanted === null) return '';
  const missed = [
    ...(shareOfBare < wanted ? ['too slow'] : []),
    ...(wantedP99 !== null && p99 > wantedP99 ? ['p99 too long'] : []),
  ];
  return missed.length === 0 ? 'reached' : missed.join(', ');
}

function otherRows({ freshness, boot, bareBoot, memory, size }: Report): readonly (readonly string[])[] {
  const rows: (readonly string[])[] = [];
  const add = (what: string, measured: number, wanted: number, unit: string, note = '') =>
    rows.push([
      what,
      `${measured.toFixed(measured < 10 ? 2 : 0)} ${unit}`,
      `${wanted} ${unit}`,
      [measured <= wanted ? 'reached' : 'missed', note].filter(Boolean).join('; '),
    ]);
  if (freshness)
    add(
      'A changed price on every page of two processes under load',
      freshness.longest,
      figures.freshness,
      's',
      `longest of ${freshness.changes}, median ${freshness.median.toFixed(2)} s`,
    );
  if (boot) {
    const beside = bareBoot === undefined ? '' : `, bare Express ${bareBoot.toFixed(2)} s`;
    add(
      'Start of the process to ready',
      boot.seconds,
      figures.boot,
      's',
      `median of ${boot.starts}${beside}`,
    );
    add('Longest pause in the seconds after', boot.longestPauseMs, figures.pauseAfterBoot, 'ms');
    add('Memory after the start', boot.memory, figures.memory, 'MiB');
  }
  if (memory) {
    const { cached, uncached } = memory;
    const from = ({ before }: MemoryResult) => `${Math.round(before)} before it`;
    add('Memory after load, page cache on', cached.after, figures.memory, 'MiB', from(cached));
    add('Memory after load, page cache off', uncached.after, figures.memory, 'MiB', from(uncached));
  }
  if (size)
    add(
      'What production installs',
      size.release,
      figures.productionSize,
      'MiB',
      `${size.sourceMaps.toFixed(0)} of it source maps, no node_modules`,
    );
  return rows;
}

const number = (value: number) => Math.round(value).toLocaleString('en-US');
