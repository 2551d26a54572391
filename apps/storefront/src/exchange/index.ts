export { exportProducts, type ExportDependencies, type ExportOptions } from './exporting/export-products.ts';
export { importProducts, type ImportDependencies, type ImportOptions } from './importing/import-products.ts';
export { openReportFile, type ReportLine, type ReportSink } from './importing/report.ts';
export { ImportInterrupted } from './importing/retry.ts';
export { exitCodeOf, type ImportSummary } from './importing/summary.ts';
export { SourceError } from './reading/source-text.ts';
