import { parseArgs } from 'node:util';
import { drills, findDrill, type Drill } from '../drills/index.ts';

/** What is asked for on the command line. */
export type Wish =
  | { readonly kind: 'help' | 'list' }
  | {
      readonly kind: 'rehearse';
      readonly drills: readonly Drill[];
      readonly runs: number;
      /** Leave it running after the drills, or without any. */
      readonly keep: boolean;
      readonly report: string | undefined;
      readonly products: number;
      readonly propagationMs: number | undefined;
    }
  /** Something for a rehearsal that runs already. */
  | { readonly kind: 'control'; readonly words: readonly string[] };

/** The command is not what it must be; the message says how it is written. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

export const help = `Brings the synthesized topology up on this machine and breaks it on purpose while people shop.

  nx rehearse infra -- --drill NAME [--drill NAME] [--runs N]
  nx rehearse infra -- --all [--runs N]
  nx rehearse infra -- --keep
  nx rehearse infra -- --list

  --drill NAME        does this drill; may be given several times
  --all               does every drill
  --runs N            each drill so many times, 1 to 50; bars are held against the median. Default 1
  --keep              leaves it running until Ctrl-C and prints the address of the shop
  --list              names the drills
  --report FOLDER     where the report goes. Default .perfume/rehearsals/<time>
  --products N        products of the catalogue, 50 to 20,000. Default 2,000: enough for a day of drills
  --propagation-ms N  how long packets take to follow the address, 0 to 60,000. Default 1,000

While one runs, from another terminal:

  nx rehearse infra -- cut zone-a | zone-b | tunnel | witness | cloud
  nx rehearse infra -- heal zone-a
  nx rehearse infra -- kill holder [mariadb]      also: a, b, c, or the id of an instance
  nx rehearse infra -- freeze holder [memcached]  and thaw
  nx rehearse infra -- start a
  nx rehearse infra -- reboot all                 or one instance
  nx rehearse infra -- fill-disk holder           and free-disk
  nx rehearse infra -- api slow | throttling | stale | refuse | away | well
  nx rehearse infra -- release
  nx rehearse infra -- load 3 15                  journeys and pages a second; load 0 0 ends it
  nx rehearse infra -- status`;

const options = {
  drill: { type: 'string', multiple: true, default: [] as string[] },
  all: { type: 'boolean', default: false },
  keep: { type: 'boolean', default: false },
  list: { type: 'boolean', default: false },
  runs: { type: 'string', default: '1' },
  report: { type: 'string' },
  products: { type: 'string', default: '2000' },
  'propagation-ms': { type: 'string' },
  help: { type: 'boolean', short: 'h', default: false },
} as const;

/**
 * Reads the command line.
 * @throws UsageError
 */
export function readArguments(args: readonly string[]): Wish {
  const { values, positionals } = parse(args);
  if (values.help) return { kind: 'help' };
  if (values.list) return { kind: 'list' };
  if (positionals.length > 0) return { kind: 'control', words: positionals };
  const chosen = values.all ? drills : values.drill.map(drillOf);
  if (chosen.length === 0 && !values.keep)
    throw new UsageError(
      'Say what to rehearse: --drill NAME, --all or --keep. --list names the drills, --help the rest.',
    );
  return {
    kind: 'rehearse',
    drills: chosen,
    runs: wholeNumber('--runs', values.runs, 1, 50),
    keep: values.keep,
    report: values.report,
    products: wholeNumber('--products', values.products, 50, 20_000),
    propagationMs:
      values['propagation-ms'] === undefined
        ? undefined
        : wholeNumber('--propagation-ms', values['propagation-ms'], 0, 60_000),
  };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true });
  } catch (error) {
    throw new UsageError(`${(error as Error).message}\n\n${help}`);
  }
}

function drillOf(name: string): Drill {
  const drill = findDrill(name);
  if (drill) return drill;
  throw new UsageError(
    `There is no drill "${name}". There are: ${drills.map((known) => known.name).join(', ')}.`,
  );
}

function wholeNumber(option: string, text: string, least: number, most: number): number {
  const value = /^\d+$/.test(text) ? Number(text) : Number.NaN;
  if (value >= least && value <= most) return value;
  throw new UsageError(`${option} must be a whole number from ${least} to ${most}, not "${text}".`);
}
