export { openAssetStore, type AssetStore, type StoredAsset } from './asset-store.ts';
export { cacheControlOf, immutable, shortLived } from './publishing/cache-headers.ts';
export type { PublishTarget } from './publishing/endpoint-guard.ts';
export { PublishError } from './publishing/publish-error.ts';
export { publishFolder, type PublishOptions, type PublishProgress } from './publishing/publish-folder.ts';
export {
  publishStaticContent,
  type StaticContentOptions,
  type StaticPart,
} from './publishing/publish-static-content.ts';
export { parseS3Url, type S3Location } from './s3-location.ts';
