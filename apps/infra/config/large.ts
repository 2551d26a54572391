import { defineShop } from '../src/config/shop-config.ts';

/** A shop in a sale that all talk about: many app servers, large data servers, faster volumes, a firewall. */
export default defineShop({
  name: 'perfume-large',
  region: 'us-east-1',
  domain: { name: 'example.com', hostedZoneId: 'Z0123456789ABCDEFGHIJ' },
  app: { instanceType: 'c7g.large', minimum: 6, maximum: 48 },
  data: { instanceType: 'r7g.2xlarge', volumeGiB: 500, volumeIops: 6_000, volumeMiBps: 500 },
  witness: { instanceType: 't4g.small' },
  backups: { keepDays: 90 },
  shop: {
    contactEmail: 'help@example.com',
    mailFrom: 'Perfume <orders@example.com>',
    operator: 'Example Inc.\n1 Example Street\nNew York, NY 10001',
  },
  alarms: { email: 'operations@example.com' },
  keepLogsDays: 90,
  webFirewall: true,
});
