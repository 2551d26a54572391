import type { ShopDatabase } from '../../database/index.ts';
import { openSourceText } from '../reading/source-text.ts';
import { readTable } from '../reading/table.ts';
import { allColumns, detectShape } from '../shapes/detect.ts';
import { labelOf, type ProductRecord, type RefusedLine } from '../shapes/shape.ts';
import { assembleProducts } from './assemble.ts';
import { headerRemarks } from './header-remarks.ts';
import type { ReportLine } from './report.ts';
import { saveRecords } from './save-records.ts';
import { Seen, type RepeatedLine } from './seen.ts';
import type { ImportSummary } from './summary.ts';
import type { RecordResult } from './write-batch.ts';

export interface ImportDependencies {
  readonly database: ShopDatabase;
  /** ISO 4217. */
  readonly currency: string;
  readonly now: () => Date;
}

export interface ImportOptions {
  readonly file: string;
  /** False: a dry run, which changes nothing. */
  readonly apply: boolean;
  /** Drafts become active, also without price or size. Default false. */
  readonly publish?: boolean;
  /** Categories that the file names are made. Default false. */
  readonly makeCategories?: boolean;
  /** Hears of every line, in pieces, in about the order of the file. */
  readonly onReport?: (lines: readonly ReportLine[]) => void | Promise<void>;
  /** Hears of how much of the file has been read, in bytes of all its bytes. */
  readonly onProgress?: (read: number, size: number) => void;
  /** Hears what kind of file it is before the first line is worked on. */
  readonly onStart?: (start: Pick<ImportSummary, 'shape' | 'remarks'>) => void;
  /** Hears that the database is away and when it is asked again. */
  readonly onWait?: (seconds: number) => void;
  /** Ends the import after the batch that is running. */
  readonly signal?: AbortSignal;
}

/** Products saved in one transaction: short enough to hold nobody up, long enough to be quick. */
const productsPerBatch = 250;

/**
 * Imports a file of products, or says line by line what importing it would do. Each batch is one transaction, and importing
 * a file twice is importing it once: whatever stopped an import, the same command finishes it.
 * @throws SourceError when the file cannot be imported as a whole; nothing has been done then
 * @throws ImportInterrupted when the database stays away
 */
export async function importProducts(
  { database, currency, now }: ImportDependencies,
  options: ImportOptions,
): Promise<ImportSummary> {
  const { file, apply, publish = false, makeCategories = false, signal } = options;
  const source = await openSourceText(file);
  const table = await readTable(
    source.read((read) => options.onProgress?.(read, source.size)),
    allColumns,
  );
  const { shape, header } = detectShape(table.header.cells);
  const remarks = [...source.remarks, ...headerRemarks(header, table.separator)];
  options.onStart?.({ shape: shape.name, remarks });

  const seen = new Seen();
  const spokenOf = new Map<string, number>();
  const reference = `import ${now().toISOString().slice(0, 19)}Z`;
  const counts = { new: 0, changed: 0, unchanged: 0, repeated: 0, refused: 0 };
  const report = async (lines: readonly ReportLine[]) => {
    for (const { outcome } of lines) counts[outcome] += 1;
    if (lines.length > 0) await options.onReport?.(lines);
  };

  let batch: ProductRecord[] = [];
  let lines: ReportLine[] = [];
  const flush = async () => {
    const results = await saveRecords(database, batch, {
      apply,
      currency,
      publish,
      makeCategories,
      reference,
      at: now(),
      spokenOf,
      onWait: options.onWait ?? (() => undefined),
    });
    for (const { sourceKey, record, outcome } of results)
      if (outcome !== 'refused' && !spokenOf.has(sourceKey)) spokenOf.set(sourceKey, record.line);
    lines.push(...results.flatMap(reportLines));
    await report(lines.sort((one, other) => one.line - other.line));
    batch = [];
    lines = [];
  };

  const reader = { shape, header, width: table.header.cells.length, damaged: source.damaged };
  let stopped = false;
  for await (const { record, refused } of assembleProducts(table.rows, reader, { currency })) {
    lines.push(...refused.map(refusedLine));
    if (record) {
      const admitted = seen.admit(record, labelOf(record.product));
      lines.push(...admitted.refused.map(refusedLine), ...admitted.repeated.map(repeatedLine));
      if (admitted.record) batch.push(admitted.record);
    }
    if (batch.length < productsPerBatch && lines.length < productsPerBatch) continue;
    await flush();
    stopped = signal?.aborted ?? false;
    if (stopped) break;
  }
  if (!stopped) await flush();
  return {
    shape: shape.name,
    remarks,
    applied: apply,
    stopped,
    created: counts.new,
    changed: counts.changed,
    unchanged: counts.unchanged,
    repeatedLines: counts.repeated,
    refusedLines: counts.refused,
  };
}

function refusedLine({ line, label, reason }: RefusedLine): ReportLine {
  return { line, outcome: 'refused', product: label, details: reason };
}

function repeatedLine({ line, label, sameAs }: RepeatedLine): ReportLine {
  return { line, outcome: 'repeated', product: label, details: `The same as line ${sameAs}.` };
}

function reportLines({ record, outcome, joins, differences, refused, remarks }: RecordResult): ReportLine[] {
  const lines = refused.map(refusedLine);
  if (outcome === 'refused') return lines;
  const product = labelOf(record.product);
  const details = [
    joins === undefined ? '' : `Adds to the product of line ${joins}.`,
    ...remarks.map(({ line, text }) => (line === record.line ? text : `Line ${line}: ${text}`)),
    differences.length > 0 ? `Changes ${differences.join(', ')}.` : '',
  ];
  lines.push({
    line: record.line,
    outcome,
    product,
    details: details.filter((part) => part !== '').join(' '),
  });
  return lines;
}
