-- Where the shopper wants the cart delivered, known before any address: delivery prices are shown for it.
ALTER TABLE cart
  ADD COLUMN IF NOT EXISTS delivery_country CHAR(2) CHARACTER SET ascii COLLATE ascii_bin NULL AFTER generation;

-- Some rates have half a basis point (Quebec's 14.975 %); halves are exact in a DOUBLE.
ALTER TABLE order_line MODIFY COLUMN tax_rate_basis_points DOUBLE NOT NULL;
