import { parseArgs, type ParseArgsOptionsConfig } from 'node:util';
import { ShopConfigError } from '../config/index.ts';

/**
 * Reads the options of a command. Nx hands the two dashes on that separate its own options from these.
 * @throws ShopConfigError with the usage, for an option that there is not
 */
export function readOptions<Options extends ParseArgsOptionsConfig>(
  args: readonly string[],
  options: Options,
  usage: string,
) {
  try {
    return parseArgs({ args: args.filter((arg) => arg !== '--'), options }).values;
  } catch (error) {
    throw new ShopConfigError(`${error instanceof Error ? error.message : String(error)}\n\n${usage}`);
  }
}
