import { createWriteStream } from 'node:fs';
import { once } from 'node:events';
import { csvText, utf8Mark } from '../writing/csv-text.ts';
import { guardFormula } from '../writing/formula.ts';

/** One line of the report: what became, or would become, of a line of the file. */
export interface ReportLine {
  readonly line: number;
  readonly outcome: 'new' | 'changed' | 'unchanged' | 'repeated' | 'refused';
  readonly product: string;
  readonly details: string;
}

export interface ReportSink {
  write(lines: readonly ReportLine[]): Promise<void>;
  close(): Promise<void>;
}

const columns = ['line', 'outcome', 'product', 'details'] as const;

/** Writes the whole report as a CSV file that spreadsheets open as it is: UTF-8 with its mark, formulas guarded. */
export async function openReportFile(path: string): Promise<ReportSink> {
  const file = createWriteStream(path, { encoding: 'utf8' });
  await once(file, 'open');
  const write = async (text: string) => {
    if (!file.write(text)) await once(file, 'drain');
  };
  await write(`${utf8Mark}${csvText([columns])}`);
  return {
    async write(lines) {
      if (lines.length > 0) await write(csvText(lines.map(cellsOf)));
    },
    async close() {
      file.end();
      await once(file, 'close');
    },
  };
}

const cellsOf = ({ line, outcome, product, details }: ReportLine): readonly string[] =>
  [String(line), outcome, product, details].map(guardFormula);
