import { defineShop } from '../../config/index.ts';

/** The shop that tests deploy to an emulator. moto's zones are those of us-east-1, wherever it is asked for them. */
export default defineShop({
  name: 'emulated',
  region: 'us-east-1',
  app: { instanceType: 't4g.small', maximum: 4 },
  data: { instanceType: 't4g.medium', volumeGiB: 20 },
  shop: { contactEmail: 'help@example.com', mailFrom: 'Perfume <orders@example.com>' },
});
