import { randomUUID } from 'node:crypto';
import { access, mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AssetStore, StoredAsset } from './asset-store.ts';
import { contentTypeOf, InvalidAssetKey, isPlainKey } from './keys.ts';

/** Assets as files below one folder, for development and for a shop on one machine. */
export class FolderStore implements AssetStore {
  readonly #folder: string;
  readonly #made = new Set<string>();

  constructor(url: URL) {
    this.#folder = fileURLToPath(url);
  }

  async get(key: string): Promise<StoredAsset | undefined> {
    if (!isPlainKey(key)) return undefined;
    try {
      return { body: await readFile(join(this.#folder, key)), contentType: contentTypeOf(key) };
    } catch (error) {
      if (isAbsent(error)) return undefined;
      throw error;
    }
  }

  /** The file appears whole or not at all, whoever reads or writes it at the same moment. */
  async put(key: string, body: Buffer): Promise<void> {
    if (!isPlainKey(key)) throw new InvalidAssetKey(`“${key}” is no key of an asset.`);
    const path = join(this.#folder, key);
    const folder = dirname(path);
    if (!this.#made.has(folder)) {
      await mkdir(folder, { recursive: true });
      this.#made.add(folder);
    }
    const draft = `${path}.${randomUUID()}.part`;
    await writeFile(draft, body);
    await rename(draft, path);
  }

  async has(key: string): Promise<boolean> {
    if (!isPlainKey(key)) return false;
    try {
      await access(join(this.#folder, key));
      return true;
    } catch (error) {
      if (isAbsent(error)) return false;
      throw error;
    }
  }
}

function isAbsent(error: unknown): boolean {
  const code = (error as NodeJS.ErrnoException).code;
  return code === 'ENOENT' || code === 'ENOTDIR' || code === 'EISDIR';
}
