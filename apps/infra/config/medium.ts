import { defineShop } from '../src/config/shop-config.ts';

/** A shop with a name of its own and steady trade: its database in memory, mail when something is wrong. */
export default defineShop({
  name: 'perfume-medium',
  region: 'eu-central-1',
  domain: { name: 'example.com', hostedZoneId: 'Z0123456789ABCDEFGHIJ' },
  app: { instanceType: 'c7g.large', maximum: 8 },
  data: { instanceType: 'r7g.large', volumeGiB: 100 },
  witness: { instanceType: 't4g.micro' },
  backups: { keepDays: 60 },
  shop: {
    currency: 'EUR',
    contactEmail: 'help@example.com',
    mailFrom: 'Perfume <orders@example.com>',
    operator: 'Example GmbH\nBeispielstraße 1\n10115 Berlin',
  },
  alarms: { email: 'operations@example.com' },
  keepLogsDays: 60,
});
