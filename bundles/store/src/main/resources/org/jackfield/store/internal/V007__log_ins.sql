-- Browsers that are logged in; the hash is the SHA-256 of the secret in the cookie.
CREATE TABLE IF NOT EXISTS log_ins (
  hash VARCHAR(64) PRIMARY KEY,
  tenant VARCHAR(64) NOT NULL,
  name VARCHAR(64) NOT NULL,
  role VARCHAR(16) NOT NULL,
  used_at TIMESTAMP(3) WITH TIME ZONE NOT NULL,
  FOREIGN KEY (tenant, name) REFERENCES accounts (tenant, name) ON DELETE CASCADE
);
CREATE INDEX IF NOT EXISTS log_ins_used ON log_ins (used_at);
