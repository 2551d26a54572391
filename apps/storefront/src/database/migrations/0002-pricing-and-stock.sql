-- The one place a price stands. version counts every change of it; the sale runs from sale_starts_at (inclusive) to
-- sale_ends_at (exclusive); reference_cents is the lowest price of the 30 days before the sale begins.
-- supplier_list_cents is a supplier's recommended price, shown only under that name.
CREATE TABLE price (
  variant_id INT UNSIGNED NOT NULL,
  currency CHAR(3) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  base_cents INT UNSIGNED NOT NULL,
  sale_cents INT UNSIGNED NULL,
  sale_starts_at DATETIME(3) NULL,
  sale_ends_at DATETIME(3) NULL,
  reference_cents INT UNSIGNED NULL,
  supplier_list_cents INT UNSIGNED NULL,
  version INT UNSIGNED NOT NULL DEFAULT 1,
  updated_at DATETIME(3) NOT NULL DEFAULT CURRENT_TIMESTAMP(3),
  PRIMARY KEY (variant_id, currency),
  KEY price_sale_starts (sale_starts_at),
  KEY price_sale_ends (sale_ends_at),
  CONSTRAINT price_variant FOREIGN KEY (variant_id) REFERENCES variant (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

-- Append-only: one row per version of a price, in force from recorded_at until the next row's.
CREATE TABLE price_history (
  variant_id INT UNSIGNED NOT NULL,
  currency CHAR(3) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  version INT UNSIGNED NOT NULL,
  base_cents INT UNSIGNED NOT NULL,
  sale_cents INT UNSIGNED NULL,
  sale_starts_at DATETIME(3) NULL,
  sale_ends_at DATETIME(3) NULL,
  recorded_at DATETIME(3) NOT NULL,
  PRIMARY KEY (variant_id, currency, version),
  CONSTRAINT price_history_variant FOREIGN KEY (variant_id) REFERENCES variant (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

-- on_hand: pieces in the warehouse; held: of those, promised to orders that are not settled yet. Both are sums of the ledger.
CREATE TABLE stock (
  variant_id INT UNSIGNED NOT NULL PRIMARY KEY,
  on_hand INT NOT NULL DEFAULT 0,
  held INT NOT NULL DEFAULT 0,
  CONSTRAINT stock_variant FOREIGN KEY (variant_id) REFERENCES variant (id),
  CONSTRAINT stock_never_negative CHECK (held >= 0 AND on_hand >= held)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

-- The ledger: append-only, never a number without a reason. reference names the order, import or person behind it.
CREATE TABLE stock_movement (
  id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
  variant_id INT UNSIGNED NOT NULL,
  reason ENUM('receipt', 'adjustment', 'hold', 'release', 'sale', 'return') NOT NULL,
  on_hand_change INT NOT NULL,
  held_change INT NOT NULL,
  reference VARCHAR(80) NOT NULL,
  created_at DATETIME(3) NOT NULL DEFAULT CURRENT_TIMESTAMP(3),
  KEY stock_movement_variant (variant_id, id),
  KEY stock_movement_reference (reference),
  CONSTRAINT stock_movement_variant FOREIGN KEY (variant_id) REFERENCES variant (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;
