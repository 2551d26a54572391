import type { Generated } from 'kysely';
import type { TestProviderTables } from './test-provider/tables.ts';

export type PaymentState =
  'created' | 'challenged' | 'unknown' | 'authorised' | 'captured' | 'declined' | 'voided' | 'refunded';

/** Tables that only payments read and write; those of the test provider are its own. */
export interface PaymentTables extends TestProviderTables {
  payment: {
    id: Generated<number>;
    order_id: number;
    attempt_key: string;
    provider: string;
    provider_reference: string | null;
    state: PaymentState;
    currency: string;
    amount_cents: number;
    decline_code: string | null;
    challenge_url: string | null;
    next_check_at: Date | null;
    checks: Generated<number>;
    created_at: Date;
    updated_at: Date;
  };
  payment_event: { provider: string; event_id: string; received_at: Date };
}
