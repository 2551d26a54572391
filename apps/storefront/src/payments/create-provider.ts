import type { Config } from '../config/index.ts';
import type { ShopDatabase } from '../database/index.ts';
import type { PaymentProvider } from './provider.ts';
import { TestProvider } from './test-provider/test-provider.ts';

/**
 * The provider that takes this shop's payments.
 * @throws Error when none is set up: a shop that cannot take money does not open
 */
export function createPaymentProvider({
  config,
  database,
  now,
}: {
  readonly config: Pick<Config, 'testPayments' | 'publicUrl' | 'paymentWebhookSecret'>;
  readonly database: ShopDatabase;
  readonly now: () => Date;
}): PaymentProvider {
  if (!config.testPayments) {
    throw new Error(
      'TEST_PAYMENTS is off and the shop has no other payment provider. Set TEST_PAYMENTS=on, or add one that implements PaymentProvider in payments/create-provider.ts.',
    );
  }
  return new TestProvider({
    database,
    publicUrl: config.publicUrl,
    webhookSecret: config.paymentWebhookSecret,
    now,
  });
}
