import { appendFile, rename, stat } from 'node:fs/promises';

/** Where lines of metrics go. */
export interface MetricSink {
  /** @param lines without line ends */
  write(lines: readonly string[]): Promise<void>;
}

/** Lines to the standard output, between those of the log: CloudWatch finds them there by their form. */
export function metricsToStdout(): MetricSink {
  return {
    write: (lines) =>
      new Promise((resolve, reject) => {
        process.stdout.write(text(lines), (error) => {
          if (error) reject(error);
          else resolve();
        });
      }),
  };
}

/** A file of metrics is put aside at this size, in bytes: a week of lines, and the disk never fills with them. */
const largestFile = 8 * 2 ** 20;

/**
 * Lines to the end of a file, which the CloudWatch agent follows. At 8 MiB it becomes `<path>.1`, in the place of the one
 * before it. It is opened for each writing, so that whoever else puts it aside need not tell.
 */
export function metricsToFile(path: string, largestBytes: number = largestFile): MetricSink {
  return {
    async write(lines) {
      if ((await sizeOf(path)) >= largestBytes) await rename(path, `${path}.1`);
      await appendFile(path, text(lines), { mode: 0o644 });
    },
  };
}

async function sizeOf(path: string): Promise<number> {
  try {
    return (await stat(path)).size;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return 0;
    throw error;
  }
}

const text = (lines: readonly string[]) => lines.map((line) => `${line}\n`).join('');
