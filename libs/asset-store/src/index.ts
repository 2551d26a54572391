export { openAssetStore, type AssetStore, type StoredAsset } from './asset-store.ts';
