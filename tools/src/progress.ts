import { waiting } from '../prepare/waiting.mjs';

/**
 * Shows what is under way and how it ended; lines said meanwhile stand above.
 * @param detail what to add once it went well
 */
export async function step<R>(
  what: string,
  work: (say: (line: string) => void) => Promise<R>,
  detail: (result: R) => string = () => '',
): Promise<R> {
  const done = waiting(what);
  try {
    const result = await work((line) =>
      process.stdout.write(`${process.stdout.isTTY ? '\r\x1b[K' : ''}  ${line}\n`),
    );
    done(true, detail(result));
    return result;
  } catch (error) {
    done(false);
    throw error;
  }
}

/** Makes a word stand out on a terminal. */
export function highlighted(text: string): string {
  return process.stdout.isTTY ? `\x1b[1;36m${text}\x1b[0m` : text;
}
