import type { Generated } from 'kysely';

/** The table that only the outbox reads and writes. */
export interface OutboxTables {
  outbox: {
    id: Generated<number>;
    kind: string;
    dedupe_key: string;
    payload: string;
    attempts: Generated<number>;
    available_at: Date;
    leased_until: Date | null;
    done_at: Date | null;
    failed_at: Date | null;
    last_error: string | null;
    created_at: Date;
  };
}
