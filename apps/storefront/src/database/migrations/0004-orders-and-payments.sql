-- placement_key (cart id and generation) is what makes placing an order happen once: the database refuses the second.
-- Everything an order needs to print the same in five years is copied into it.
CREATE TABLE customer_order (
  id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
  number CHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  access_token CHAR(22) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  placement_key VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  cart_id CHAR(22) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  state ENUM('awaiting-payment', 'paid', 'fulfilled', 'cancelled', 'refunded') NOT NULL,
  currency CHAR(3) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  goods_cents INT UNSIGNED NOT NULL,
  shipping_cents INT UNSIGNED NOT NULL,
  tax_cents INT UNSIGNED NOT NULL,
  tax_included BOOLEAN NOT NULL,
  total_cents INT UNSIGNED NOT NULL,
  email VARCHAR(254) NOT NULL,
  delivery_address JSON NOT NULL,
  shipping_method JSON NOT NULL,
  shipping_tax JSON NOT NULL,
  hold_expires_at DATETIME(3) NULL,
  placed_at DATETIME(3) NOT NULL,
  updated_at DATETIME(3) NOT NULL,
  UNIQUE KEY customer_order_number (number),
  UNIQUE KEY customer_order_access_token (access_token),
  UNIQUE KEY customer_order_placement_key (placement_key),
  KEY customer_order_hold (state, hold_expires_at),
  KEY customer_order_cart (cart_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

-- tax_rate_basis_points: 2000 is 20 %. tax_cents is this line's, rounded once per line.
CREATE TABLE order_line (
  order_id BIGINT UNSIGNED NOT NULL,
  position SMALLINT UNSIGNED NOT NULL,
  variant_id INT UNSIGNED NOT NULL,
  sku VARCHAR(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  brand_name VARCHAR(120) NOT NULL,
  product_name VARCHAR(160) NOT NULL,
  variant_label VARCHAR(120) NOT NULL,
  product_path VARCHAR(280) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  image_key VARCHAR(160) CHARACTER SET ascii COLLATE ascii_bin NULL,
  quantity SMALLINT UNSIGNED NOT NULL,
  unit_cents INT UNSIGNED NOT NULL,
  price_version INT UNSIGNED NOT NULL,
  line_cents INT UNSIGNED NOT NULL,
  tax_name VARCHAR(80) NOT NULL,
  tax_rate_basis_points SMALLINT UNSIGNED NOT NULL,
  tax_cents INT UNSIGNED NOT NULL,
  PRIMARY KEY (order_id, position),
  KEY order_line_variant (variant_id),
  CONSTRAINT order_line_order FOREIGN KEY (order_id) REFERENCES customer_order (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

CREATE TABLE order_event (
  id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
  order_id BIGINT UNSIGNED NOT NULL,
  move VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  from_state VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin NULL,
  to_state VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  actor VARCHAR(40) NOT NULL,
  reason VARCHAR(255) NOT NULL,
  created_at DATETIME(3) NOT NULL,
  KEY order_event_order (order_id, id),
  CONSTRAINT order_event_order FOREIGN KEY (order_id) REFERENCES customer_order (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

-- One row per attempt to pay. attempt_key is sent to the provider as its idempotency key: a repeat never charges twice.
CREATE TABLE payment (
  id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
  order_id BIGINT UNSIGNED NOT NULL,
  attempt_key CHAR(22) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  provider VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  provider_reference VARCHAR(120) CHARACTER SET ascii COLLATE ascii_bin NULL,
  state ENUM('created', 'challenged', 'unknown', 'authorised', 'captured', 'declined', 'voided', 'refunded') NOT NULL,
  currency CHAR(3) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  amount_cents INT UNSIGNED NOT NULL,
  decline_code VARCHAR(60) NULL,
  challenge_url VARCHAR(500) NULL,
  next_check_at DATETIME(3) NULL,
  checks SMALLINT UNSIGNED NOT NULL DEFAULT 0,
  created_at DATETIME(3) NOT NULL,
  updated_at DATETIME(3) NOT NULL,
  UNIQUE KEY payment_attempt_key (attempt_key),
  UNIQUE KEY payment_provider_reference (provider, provider_reference),
  KEY payment_order (order_id, id),
  KEY payment_due (state, next_check_at),
  CONSTRAINT payment_order FOREIGN KEY (order_id) REFERENCES customer_order (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

-- Each of a provider's events is handled once, in whatever order they arrive.
CREATE TABLE payment_event (
  provider VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  event_id VARCHAR(120) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  received_at DATETIME(3) NOT NULL,
  PRIMARY KEY (provider, event_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

-- The built-in test provider keeps its books apart, as a real provider does: only payments/test-provider reads this table.
CREATE TABLE test_provider_intent (
  reference CHAR(22) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
  idempotency_key CHAR(22) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  currency CHAR(3) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  amount_cents INT UNSIGNED NOT NULL,
  behaviour VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  state ENUM('challenge', 'processing', 'authorised', 'captured', 'declined', 'voided', 'refunded') NOT NULL,
  return_url VARCHAR(500) NOT NULL,
  settles_at DATETIME(3) NULL,
  created_at DATETIME(3) NOT NULL,
  UNIQUE KEY test_provider_intent_key (idempotency_key)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

-- Work promised by a transaction, done afterwards by whichever server takes it (SKIP LOCKED). dedupe_key makes it once.
CREATE TABLE outbox (
  id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
  kind VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  dedupe_key VARCHAR(120) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  payload JSON NOT NULL,
  attempts SMALLINT UNSIGNED NOT NULL DEFAULT 0,
  available_at DATETIME(3) NOT NULL,
  leased_until DATETIME(3) NULL,
  done_at DATETIME(3) NULL,
  failed_at DATETIME(3) NULL,
  last_error VARCHAR(500) NULL,
  created_at DATETIME(3) NOT NULL,
  UNIQUE KEY outbox_dedupe (kind, dedupe_key),
  KEY outbox_due (done_at, failed_at, available_at)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;
