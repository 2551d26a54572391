import { formatMeasure } from '../drills/measures.ts';
import type { ReportData } from './data.ts';

/** The bars of a rehearsal as lines for a terminal. */
export function summaryTable({ drills }: ReportData): readonly string[] {
  const rows = drills.flatMap(({ name, bars }) =>
    bars.map(({ measure, label, atMost, value, met }, index) => [
      index === 0 ? name : '',
      label,
      `≤ ${formatMeasure(measure, atMost)}`,
      formatMeasure(measure, value),
      met ? 'met' : 'MISSED',
    ]),
  );
  const all = [['Drill', 'Measured', 'Bar', 'Value', ''], ...rows];
  const widths = all[0]!.map((_, column) => Math.max(...all.map((row) => row[column]!.length)));
  return all.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column]!))
      .join('  ')
      .trimEnd(),
  );
}
