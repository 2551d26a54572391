-- A cart is a row under a random 128-bit id that lives in a signed cookie. generation counts the orders it was tried for:
-- a cancelled order frees the cart by raising it, so an order's key (id and generation) is used once.
CREATE TABLE cart (
  id CHAR(22) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
  currency CHAR(3) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  state ENUM('open', 'ordering', 'ordered') NOT NULL DEFAULT 'open',
  generation INT UNSIGNED NOT NULL DEFAULT 1,
  created_at DATETIME(3) NOT NULL DEFAULT CURRENT_TIMESTAMP(3),
  updated_at DATETIME(3) NOT NULL DEFAULT CURRENT_TIMESTAMP(3),
  KEY cart_updated (updated_at)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

-- seen_cents is the unit price the shopper last saw: the difference to today's is what a view of the cart explains.
CREATE TABLE cart_line (
  cart_id CHAR(22) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  variant_id INT UNSIGNED NOT NULL,
  quantity SMALLINT UNSIGNED NOT NULL,
  seen_cents INT UNSIGNED NOT NULL,
  seen_price_version INT UNSIGNED NOT NULL,
  added_at DATETIME(3) NOT NULL DEFAULT CURRENT_TIMESTAMP(3),
  PRIMARY KEY (cart_id, variant_id),
  CONSTRAINT cart_line_cart FOREIGN KEY (cart_id) REFERENCES cart (id) ON DELETE CASCADE,
  CONSTRAINT cart_line_variant FOREIGN KEY (variant_id) REFERENCES variant (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

CREATE TABLE checkout (
  cart_id CHAR(22) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
  email VARCHAR(254) NULL,
  delivery_address JSON NULL,
  shipping_method VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NULL,
  updated_at DATETIME(3) NOT NULL DEFAULT CURRENT_TIMESTAMP(3),
  CONSTRAINT checkout_cart FOREIGN KEY (cart_id) REFERENCES cart (id) ON DELETE CASCADE
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;
