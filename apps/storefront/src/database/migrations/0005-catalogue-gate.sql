-- One row that a transaction locks while it saves products; see catalogue/saving/gate.ts.
CREATE TABLE catalogue_gate (
  id TINYINT UNSIGNED NOT NULL PRIMARY KEY
) ENGINE=InnoDB;
