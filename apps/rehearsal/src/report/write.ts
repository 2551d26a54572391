import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ReportData } from './data.ts';
import { renderReport } from './html/page.ts';

export interface WrittenReport {
  readonly html: string;
  readonly json: string;
}

/** Writes the report into a folder, which is made where it is not there, as a page and as data. */
export async function writeReport(report: ReportData, folder: string): Promise<WrittenReport> {
  await mkdir(folder, { recursive: true });
  const paths = { html: join(folder, 'report.html'), json: join(folder, 'report.json') };
  await writeFile(paths.html, renderReport(report));
  await writeFile(paths.json, `${JSON.stringify(report, null, 1)}\n`);
  return paths;
}
