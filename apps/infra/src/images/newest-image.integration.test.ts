import { SSMClient } from '@aws-sdk/client-ssm';
import { startMoto, type Moto } from '@perfume/local-services';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newestDebianImage, NoNewestImage } from './pin.ts';

let moto: Moto;
let client: SSMClient;
beforeAll(async () => {
  moto = await startMoto();
  client = new SSMClient(moto.client);
}, 300_000);
afterAll(async () => {
  client.destroy();
  await moto.stop();
});

describe('the newest image', () => {
  it('is missed by a sentence that names the parameter, where a region publishes none', async () => {
    const asked = newestDebianImage(client);
    await expect(asked).rejects.toThrow(NoNewestImage);
    await expect(asked).rejects.toThrow('/aws/service/debian/release/12/latest/arm64');
  });
});
