export { buildReport } from './build.ts';
export type { ReportData } from './data.ts';
export { renderReport } from './html/page.ts';
export { summaryTable } from './table.ts';
export { writeReport, type WrittenReport } from './write.ts';
