import type { Config } from '../config/index.ts';
import type { PaymentDependencies } from '../payments/index.ts';
import type { RateLimiter } from '../web/index.ts';

/** What the checkout works with. */
export interface CheckoutDependencies extends PaymentDependencies {
  readonly config: PaymentDependencies['config'] & Pick<Config, 'cookieSecret' | 'holdMinutes'>;
  /** ISO 4217. */
  readonly currency: string;
  readonly limit: RateLimiter;
}
