import { parseArgs } from 'node:util';
import { UsageError } from './settings.ts';

export interface ImportArguments {
  readonly file: string;
  readonly apply: boolean;
  readonly publish: boolean;
  readonly makeCategories: boolean;
  readonly report: string | undefined;
}

export const importUsage = `Usage: import FILE [--apply] [--report REPORT.csv] [--publish] [--make-categories]

  FILE               CSV of products, plain or gzip: the shop's own, a Shopify export, or a table of fragrances
  --apply            do it; without it nothing is changed and the report says what would be
  --report FILE      write the report of every line to this CSV file
  --publish          drafts become active, also without price or size (listed as not sold at the moment)
  --make-categories  make the categories that the file names and the shop does not have`;

export const exportUsage = `Usage: export FILE [--with-deleted]

  FILE            where the catalogue goes as CSV; gzip when the name ends in .gz
  --with-deleted  products that the shop has taken out too`;

/** @throws UsageError when the arguments make no sense */
export function parseImportArguments(args: readonly string[]): ImportArguments {
  const { values, positionals } = parse(importUsage, () =>
    parseArgs({
      args: withoutDashes(args),
      allowPositionals: true,
      options: {
        apply: { type: 'boolean', default: false },
        publish: { type: 'boolean', default: false },
        'make-categories': { type: 'boolean', default: false },
        report: { type: 'string' },
      },
    }),
  );
  return {
    file: onlyFile(positionals, importUsage),
    apply: values.apply,
    publish: values.publish,
    makeCategories: values['make-categories'],
    report: values.report,
  };
}

/** @throws UsageError when the arguments make no sense */
export function parseExportArguments(args: readonly string[]): { file: string; withDeleted: boolean } {
  const { values, positionals } = parse(exportUsage, () =>
    parseArgs({
      args: withoutDashes(args),
      allowPositionals: true,
      options: { 'with-deleted': { type: 'boolean', default: false } },
    }),
  );
  return { file: onlyFile(positionals, exportUsage), withDeleted: values['with-deleted'] };
}

/** Task runners hand on the `--` that was meant for them. */
const withoutDashes = (args: readonly string[]): string[] => args.filter((arg) => arg !== '--');

function parse<Parsed>(usage: string, read: () => Parsed): Parsed {
  try {
    return read();
  } catch (error) {
    throw new UsageError(`${error instanceof Error ? error.message : String(error)}\n\n${usage}`);
  }
}

function onlyFile(positionals: readonly string[], usage: string): string {
  const [file, ...others] = positionals;
  if (file === undefined) throw new UsageError(`Name the file.\n\n${usage}`);
  if (others.length > 0)
    throw new UsageError(`One file at a time, not also ${others.join(', ')}.\n\n${usage}`);
  return file;
}
