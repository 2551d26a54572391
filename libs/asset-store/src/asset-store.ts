import { FolderStore } from './folder-store.ts';
import { S3Store } from './s3-store.ts';

export interface StoredAsset {
  readonly body: Buffer;
  readonly contentType: string;
}

/** Static content under keys that carry a hash of it: what is stored once never changes. */
export interface AssetStore {
  /** The asset, or undefined when there is none under this key. */
  get(key: string): Promise<StoredAsset | undefined>;
  /** @throws InvalidAssetKey for a key that is no plain relative path */
  put(key: string, body: Buffer, contentType: string): Promise<void>;
  has(key: string): Promise<boolean>;
}

/**
 * Opens the store that a URL names: `file:///folder` for the local disk, or
 * `s3://bucket/prefix?region=eu-west-1` (with `&endpoint=http://127.0.0.1:5000` for a server other than Amazon's).
 * @throws TypeError for any other URL
 */
export function openAssetStore(url: string): AssetStore {
  const parsed = new URL(url);
  if (parsed.protocol === 'file:') return new FolderStore(parsed);
  if (parsed.protocol === 's3:') return new S3Store(parsed);
  throw new TypeError(
    `An asset store is file:///folder or s3://bucket/prefix?region=…, not ${parsed.protocol}//…`,
  );
}
