import { defineShop } from './src/config/shop-config.ts';

/**
 * The settings of your shop: the one file to edit before `nx deploy infra`. Every setting is described in
 * docs/reference/infra-settings.md and shown by your editor; config/ holds a small, a medium and a large example.
 */
export default defineShop({
  name: 'perfume',
  region: 'eu-central-1',
  app: { instanceType: 't4g.small', maximum: 4 },
  data: { instanceType: 't4g.medium', volumeGiB: 20 },
  shop: {
    contactEmail: 'help@example.com',
    mailFrom: 'Perfume <orders@example.com>',
  },
});
