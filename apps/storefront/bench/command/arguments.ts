import { parseArgs } from 'node:util';
import { groupNames, type GroupName } from '../report/figures.ts';

export const help = `Measures the built shop on this machine, beside a bare Express server that ends the same bytes.

  nx bench storefront [--count 12000] [--rounds 3] [--seconds 5] [--only GROUP,…] [--json FILE] [--soak MINUTES]

  --count    products of the catalogue: 12000, 120000, 1200000 or any other number; made once and kept in .perfume/bench;
             from 500,000 on it is copied ten times from one of a tenth of that size
  --rounds   how often each row is measured, all rows in turn; the table shows the median
  --seconds  how long each row is loaded in each round
  --only     some of: ${groupNames.join(', ')}
  --json     writes all figures to a file as well
  --soak     minutes of load at half of capacity in place of the table, with the memory of each minute`;

/** The command is not written as it must be; the message says how. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

export interface BenchArguments {
  readonly count: number;
  readonly rounds: number;
  readonly seconds: number;
  readonly groups: readonly GroupName[];
  readonly jsonFile: string | null;
  /** Minutes; null: the table is asked for. */
  readonly soak: number | null;
}

/** @throws UsageError */
export function parseBenchArguments(args: readonly string[]): BenchArguments | 'help' {
  const { values } = parse(args);
  if (values.help) return 'help';
  const groups = values.only?.split(',') ?? groupNames;
  const unknown = groups.find((name) => !isGroup(name));
  if (unknown !== undefined)
    throw new UsageError(`--only knows ${groupNames.join(', ')}, not "${unknown}".\n\n${help}`);
  return {
    count: wholeNumber('--count', values.count, 100, 2_000_000),
    rounds: wholeNumber('--rounds', values.rounds, 1, 99),
    seconds: wholeNumber('--seconds', values.seconds, 1, 600),
    groups: groups.filter(isGroup),
    jsonFile: values.json ?? null,
    soak: values.soak === undefined ? null : wholeNumber('--soak', values.soak, 1, 1_440),
  };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        count: { type: 'string', default: '12000' },
        rounds: { type: 'string', default: '3' },
        seconds: { type: 'string', default: '5' },
        only: { type: 'string' },
        json: { type: 'string' },
        soak: { type: 'string' },
        help: { type: 'boolean', short: 'h', default: false },
      },
    });
  } catch (error) {
    throw new UsageError(`${(error as Error).message}\n\n${help}`);
  }
}

const isGroup = (name: string): name is GroupName => groupNames.some((one) => one === name);

function wholeNumber(name: string, text: string, least: number, most: number): number {
  const value = /^\d+$/.test(text) ? Number(text) : Number.NaN;
  if (value >= least && value <= most) return value;
  throw new UsageError(`${name} must be a whole number from ${least} to ${most}, not "${text}".`);
}
