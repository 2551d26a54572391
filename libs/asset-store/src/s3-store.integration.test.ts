import { startOwnMoto } from '@perfume/local-services/own-moto';
import { beforeAll, describe, expect, it } from 'vitest';
import { openAssetStore } from './index.ts';
import { makeBucket } from './testing/bucket.ts';

const moto = await startOwnMoto({ resetAfterEach: false });
beforeAll(() => {
  process.env['AWS_ACCESS_KEY_ID'] = moto.client.credentials.accessKeyId;
  process.env['AWS_SECRET_ACCESS_KEY'] = moto.client.credentials.secretAccessKey;
});

describe('assets in S3', () => {
  it('come back as they were stored, under the prefix of the store, to be kept for a year', async () => {
    const bucket = await makeBucket(moto, 'pictures');
    const endpoint = encodeURIComponent(moto.endpoint);
    const store = openAssetStore(`s3://pictures/shop?region=eu-central-1&endpoint=${endpoint}`);
    await store.put('images/rose-1a2b.svg', Buffer.from('<svg/>'), 'image/svg+xml');
    expect(await store.get('images/rose-1a2b.svg')).toEqual({
      body: Buffer.from('<svg/>'),
      contentType: 'image/svg+xml',
    });
    expect([await store.has('images/rose-1a2b.svg'), await store.has('images/none.svg')]).toEqual([
      true,
      false,
    ]);
    expect(await store.get('images/none.svg')).toBeUndefined();
    expect(await bucket.keys()).toEqual(['shop/images/rose-1a2b.svg']);
    expect((await bucket.object('shop/images/rose-1a2b.svg')).CacheControl).toContain('immutable');
  });
});
