import { immutable } from './cache-headers.ts';
import { publishFolder, type PublishOptions, type PublishProgress } from './publish-folder.ts';

export interface StaticContentOptions extends Omit<
  PublishOptions,
  'folder' | 'include' | 'cacheControl' | 'onProgress'
> {
  /** The browser build, with manifest.json; its files become `assets/…`. */
  readonly browserFolder: string;
  /** Pictures of a shop that kept them on disk; its files become `images/…`. Absent: they are in the bucket already. */
  readonly picturesFolder?: string | undefined;
  /** `s3://bucket?region=…`. The addresses in pages are `/assets/…` and `/images/…` from the root of the bucket. */
  readonly to: string;
  readonly onProgress?: (part: StaticPart, progress: PublishProgress) => void;
}

export type StaticPart = 'assets' | 'images';

/** CloudFront compresses by itself; the manifest is for the server alone. */
const notForBrowsers = /(?:\.br|\.gz|^manifest\.json)$/;
/** What a store that died in the middle of a writing left behind. */
const unfinished = /\.part$/;

/**
 * Publishes what CloudFront serves: the files that pages name, before the release that names them. Files of earlier releases
 * stay, since pages and browsers go on naming them for a while.
 * @throws PublishError, which says what was wrong and what to do
 */
export async function publishStaticContent(options: StaticContentOptions): Promise<PublishProgress> {
  const { browserFolder, picturesFolder, to, onProgress, ...rest } = options;
  const publish = (part: StaticPart, more: Pick<PublishOptions, 'folder' | 'include' | 'cacheControl'>) =>
    publishFolder({
      ...rest,
      ...more,
      to: within(to, part),
      onProgress: (progress) => onProgress?.(part, progress),
    });
  const done = [
    await publish('assets', { folder: browserFolder, include: (name) => !notForBrowsers.test(name) }),
  ];
  if (picturesFolder !== undefined) {
    // The shop names every picture by the hash of its content.
    done.push(
      await publish('images', {
        folder: picturesFolder,
        include: (name) => !unfinished.test(name),
        cacheControl: () => immutable,
      }),
    );
  }
  const sum = (of: keyof PublishProgress) => done.reduce((total, part) => total + part[of], 0);
  return {
    files: sum('files'),
    done: sum('done'),
    uploaded: sum('uploaded'),
    uploadedBytes: sum('uploadedBytes'),
  };
}

/** The same location with one more folder at its end. */
function within(location: string, folder: string): string {
  const [path = '', query] = location.split('?', 2);
  return `${path.replace(/\/+$/, '')}/${folder}${query === undefined ? '' : `?${query}`}`;
}
