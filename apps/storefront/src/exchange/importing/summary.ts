/** What an import came to, or would come to. Products, except where lines are named. */
export interface ImportSummary {
  /** The kind of file that was recognised. */
  readonly shape: string;
  /** How the file was read, and what in it was passed over. */
  readonly remarks: readonly string[];
  readonly applied: boolean;
  /** True when it was stopped before the end of the file. */
  readonly stopped: boolean;
  readonly created: number;
  readonly changed: number;
  readonly unchanged: number;
  /** Lines that repeat another line word for word. */
  readonly repeatedLines: number;
  readonly refusedLines: number;
}

/** How a run of the import ends, for scripts: 0 all good, 1 nothing could be done, 2 some lines were refused. */
export function exitCodeOf({ created, changed, unchanged, refusedLines }: ImportSummary): 0 | 1 | 2 {
  if (refusedLines === 0) return 0;
  return created + changed + unchanged === 0 ? 1 : 2;
}
