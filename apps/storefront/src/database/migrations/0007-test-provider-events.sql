-- What the built-in test provider needs to act by itself: whether it takes the money at once, why it said no, and when its
-- next event is to be sent.
ALTER TABLE test_provider_intent
  ADD COLUMN capture_at_once BOOLEAN NOT NULL DEFAULT TRUE,
  ADD COLUMN decline_code VARCHAR(60) CHARACTER SET ascii COLLATE ascii_bin NULL,
  ADD COLUMN event_due_at DATETIME(3) NULL,
  ADD KEY test_provider_intent_event (event_due_at);

-- A comparison of the books reads the orders of the last days.
ALTER TABLE customer_order
  ADD KEY customer_order_updated (updated_at);
