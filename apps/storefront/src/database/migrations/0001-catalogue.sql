-- The catalogue: what is sold, in its own words. Every table has a primary key and InnoDB, as replication needs.

CREATE TABLE brand (
  id INT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
  slug VARCHAR(140) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  name VARCHAR(120) NOT NULL,
  description TEXT NULL,
  created_at DATETIME(3) NOT NULL DEFAULT CURRENT_TIMESTAMP(3),
  UNIQUE KEY brand_slug (slug)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

-- Every spelling a supplier ever used leads to the one brand. The key is the name folded to letters and digits.
CREATE TABLE brand_spelling (
  spelling_key VARCHAR(120) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL PRIMARY KEY,
  brand_id INT UNSIGNED NOT NULL,
  KEY brand_spelling_brand (brand_id),
  CONSTRAINT brand_spelling_brand FOREIGN KEY (brand_id) REFERENCES brand (id) ON DELETE CASCADE
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

CREATE TABLE category (
  id INT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
  parent_id INT UNSIGNED NULL,
  slug VARCHAR(140) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  name VARCHAR(120) NOT NULL,
  description TEXT NULL,
  position SMALLINT UNSIGNED NOT NULL DEFAULT 0,
  UNIQUE KEY category_slug (slug),
  KEY category_parent (parent_id, position),
  CONSTRAINT category_parent FOREIGN KEY (parent_id) REFERENCES category (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

-- A collection fills itself: its rule is a listing query, worked out by the in-process index on every view.
CREATE TABLE collection (
  id INT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
  slug VARCHAR(140) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  name VARCHAR(120) NOT NULL,
  description TEXT NULL,
  rule JSON NOT NULL,
  position SMALLINT UNSIGNED NOT NULL DEFAULT 0,
  UNIQUE KEY collection_slug (slug)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

CREATE TABLE note (
  id INT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
  slug VARCHAR(140) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  name VARCHAR(120) NOT NULL,
  name_key VARCHAR(120) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  UNIQUE KEY note_slug (slug),
  UNIQUE KEY note_name_key (name_key)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

CREATE TABLE accord (
  id INT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
  slug VARCHAR(140) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  name VARCHAR(80) NOT NULL,
  name_key VARCHAR(80) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  UNIQUE KEY accord_slug (slug),
  UNIQUE KEY accord_name_key (name_key)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

-- source_key is the identity an import matches on: the supplier's own handle, or brand + name + concentration + year folded.
CREATE TABLE product (
  id INT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
  slug VARCHAR(200) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  source_key VARCHAR(255) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  status ENUM('draft', 'active', 'deleted') NOT NULL DEFAULT 'draft',
  kind ENUM('perfume', 'cologne', 'hair-care', 'skin-care', 'gift-set') NOT NULL,
  brand_id INT UNSIGNED NOT NULL,
  category_id INT UNSIGNED NOT NULL,
  name VARCHAR(160) NOT NULL,
  description TEXT NULL,
  gender ENUM('women', 'men', 'unisex') NULL,
  concentration ENUM('extrait', 'eau-de-parfum', 'eau-de-toilette', 'eau-de-cologne', 'eau-fraiche', 'mist', 'oil') NULL,
  launch_year SMALLINT UNSIGNED NULL,
  perfumer VARCHAR(120) NULL,
  notes_form ENUM('pyramid', 'flat', 'none') NOT NULL DEFAULT 'none',
  longevity_votes JSON NULL,
  sillage_votes JSON NULL,
  attributes JSON NOT NULL,
  popularity INT UNSIGNED NOT NULL DEFAULT 0,
  version INT UNSIGNED NOT NULL DEFAULT 1,
  created_at DATETIME(3) NOT NULL DEFAULT CURRENT_TIMESTAMP(3),
  updated_at DATETIME(3) NOT NULL DEFAULT CURRENT_TIMESTAMP(3),
  UNIQUE KEY product_slug (slug),
  UNIQUE KEY product_source_key (source_key),
  KEY product_brand (brand_id, status),
  KEY product_category (category_id, status),
  KEY product_status (status, id),
  CONSTRAINT product_brand FOREIGN KEY (brand_id) REFERENCES brand (id),
  CONSTRAINT product_category FOREIGN KEY (category_id) REFERENCES category (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

-- Slugs a product once had: they answer 301 in one hop, for as long as the product lives.
CREATE TABLE product_former_slug (
  slug VARCHAR(200) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
  product_id INT UNSIGNED NOT NULL,
  KEY product_former_slug_product (product_id),
  CONSTRAINT product_former_slug_product FOREIGN KEY (product_id) REFERENCES product (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

-- A note may stand in two levels of one pyramid; level 'flat' is a list without levels.
CREATE TABLE product_note (
  product_id INT UNSIGNED NOT NULL,
  level ENUM('top', 'heart', 'base', 'flat') NOT NULL,
  position TINYINT UNSIGNED NOT NULL,
  note_id INT UNSIGNED NOT NULL,
  PRIMARY KEY (product_id, level, position),
  KEY product_note_note (note_id, product_id),
  CONSTRAINT product_note_product FOREIGN KEY (product_id) REFERENCES product (id),
  CONSTRAINT product_note_note FOREIGN KEY (note_id) REFERENCES note (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

-- weight: 1 to 100, the share of the strongest accord.
CREATE TABLE product_accord (
  product_id INT UNSIGNED NOT NULL,
  accord_id INT UNSIGNED NOT NULL,
  weight TINYINT UNSIGNED NOT NULL,
  PRIMARY KEY (product_id, accord_id),
  KEY product_accord_accord (accord_id, product_id),
  CONSTRAINT product_accord_product FOREIGN KEY (product_id) REFERENCES product (id),
  CONSTRAINT product_accord_accord FOREIGN KEY (accord_id) REFERENCES accord (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

-- asset_key names the file in the asset store (hashed name); width and height in pixels hold its space on the page.
CREATE TABLE product_image (
  product_id INT UNSIGNED NOT NULL,
  position TINYINT UNSIGNED NOT NULL,
  asset_key VARCHAR(160) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  alt VARCHAR(255) NOT NULL,
  width SMALLINT UNSIGNED NOT NULL,
  height SMALLINT UNSIGNED NOT NULL,
  PRIMARY KEY (product_id, position),
  CONSTRAINT product_image_product FOREIGN KEY (product_id) REFERENCES product (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

-- A variant is one size in one condition. size_amount is in hundredths of size_unit (100 ml = 10000, 3.4 fl oz is stored as ml).
CREATE TABLE variant (
  id INT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
  product_id INT UNSIGNED NOT NULL,
  slug VARCHAR(60) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  sku VARCHAR(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  gtin VARCHAR(14) CHARACTER SET ascii COLLATE ascii_bin NULL,
  status ENUM('active', 'retired') NOT NULL DEFAULT 'active',
  size_amount INT UNSIGNED NULL,
  size_unit ENUM('ml', 'g', 'piece') NULL,
  item_condition ENUM('sealed', 'tester', 'unboxed') NOT NULL DEFAULT 'sealed',
  position SMALLINT UNSIGNED NOT NULL DEFAULT 0,
  UNIQUE KEY variant_product_slug (product_id, slug),
  UNIQUE KEY variant_sku (sku),
  KEY variant_gtin (gtin),
  CONSTRAINT variant_product FOREIGN KEY (product_id) REFERENCES product (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

-- What every server must hear of, written in the transaction that changed it. Readers follow it once a second.
-- subject: 'product', 'brand', 'category', 'collection', 'note'; subject_id its id; 0 means all of them.
CREATE TABLE change_feed (
  id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
  subject VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  subject_id BIGINT UNSIGNED NOT NULL,
  created_at DATETIME(3) NOT NULL DEFAULT CURRENT_TIMESTAMP(3),
  KEY change_feed_created (created_at)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;
