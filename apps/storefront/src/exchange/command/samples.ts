import type { ReportLine } from '../importing/report.ts';

/** How many lines of each outcome are shown in the terminal; the report file has them all. */
const shownLines = { refused: 20, repeated: 5, changed: 10, new: 5, unchanged: 0 } as const;
const order = ['refused', 'repeated', 'changed', 'new'] as const;

/** Keeps the first lines of each outcome for the terminal, however long the report is. */
export class Samples {
  readonly #lines = new Map<ReportLine['outcome'], ReportLine[]>();
  readonly #counts = new Map<ReportLine['outcome'], number>();

  add(lines: readonly ReportLine[]): void {
    for (const line of lines) {
      const kept = this.#lines.get(line.outcome) ?? [];
      this.#lines.set(line.outcome, kept);
      this.#counts.set(line.outcome, (this.#counts.get(line.outcome) ?? 0) + 1);
      if (kept.length < shownLines[line.outcome]) kept.push(line);
    }
  }

  /** The lines that were kept, one text line each, what needs attention first. */
  text(): string {
    const parts = order.flatMap((outcome) => {
      const kept = this.#lines.get(outcome) ?? [];
      const beyond = (this.#counts.get(outcome) ?? 0) - kept.length;
      const more =
        kept.length > 0 && beyond > 0 ? [`  … and ${beyond.toLocaleString('en-US')} more ${outcome}`] : [];
      return [...kept.map(asText), ...more];
    });
    return parts.map((part) => `${part}\n`).join('');
  }
}

function asText({ line, outcome, product, details }: ReportLine): string {
  const words = [product, details].filter((part) => part !== '').join(': ');
  // What a supplier typed is not to steer the terminal.
  return `  line ${line}  ${outcome}  ${words}`.replace(/\p{Cc}+/gu, ' ');
}
