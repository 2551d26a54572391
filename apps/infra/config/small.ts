import { defineShop } from '../src/config/shop-config.ts';

/** A shop that begins: two app servers that may become four, for some hundred orders a day. */
export default defineShop({
  name: 'perfume-small',
  region: 'eu-central-1',
  app: { instanceType: 't4g.small', maximum: 4 },
  data: { instanceType: 't4g.medium', volumeGiB: 20 },
  shop: {
    contactEmail: 'help@example.com',
    mailFrom: 'Perfume <orders@example.com>',
  },
});
