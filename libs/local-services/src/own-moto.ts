import { afterAll, afterEach } from 'vitest';
import { startMoto, type Moto, type MotoOptions } from './moto.ts';

export interface OwnMotoOptions extends MotoOptions {
  /** Forget after each test what it has made. Default: true; false for tests that tell one story. */
  readonly resetAfterEach?: boolean;
}

/**
 * Starts a moto server for one test file, which ends with the file: `const moto = await startOwnMoto();` at its top.
 * @throws CannotProvide when it cannot be installed or does not start
 */
export async function startOwnMoto(options: OwnMotoOptions = {}): Promise<Moto> {
  const moto = await startMoto(options);
  if (options.resetAfterEach ?? true) afterEach(() => moto.reset());
  afterAll(() => moto.stop());
  return moto;
}
