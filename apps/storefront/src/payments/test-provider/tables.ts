/** The test provider's books; the shop itself never looks into them. */
export interface TestProviderTables {
  test_provider_intent: {
    reference: string;
    idempotency_key: string;
    currency: string;
    amount_cents: number;
    behaviour: string;
    state: 'challenge' | 'processing' | 'authorised' | 'captured' | 'declined' | 'voided' | 'refunded';
    return_url: string;
    settles_at: Date | null;
    created_at: Date;
    capture_at_once: number;
    decline_code: string | null;
    event_due_at: Date | null;
  };
}
