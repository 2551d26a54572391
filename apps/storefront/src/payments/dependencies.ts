import type { Metrics } from '@perfume/telemetry';
import type { Logger } from 'pino';
import type { Config } from '../config/index.ts';
import type { ShopDatabase } from '../database/index.ts';
import type { PaymentProvider } from './provider.ts';

/** What everything that has to do with a payment works with. */
export interface PaymentDependencies {
  readonly config: Pick<Config, 'publicUrl' | 'paymentCapture' | 'testPayments'>;
  readonly database: ShopDatabase;
  readonly payments: PaymentProvider;
  readonly logger: Pick<Logger, 'info' | 'warn' | 'error'>;
  readonly now: () => Date;
  /** Counts orders that were placed and paid. */
  readonly metrics?: Pick<Metrics, 'count'> | undefined;
  /** The longest wait for one answer of the provider, in ms. Default 5,000. */
  readonly providerDeadlineMs?: number;
}
