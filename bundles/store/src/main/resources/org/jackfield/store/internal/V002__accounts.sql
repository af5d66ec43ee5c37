-- People, programs and devices that may come in. The password is a salted hash, see Passwords.
CREATE TABLE IF NOT EXISTS accounts (
  tenant VARCHAR(64) NOT NULL,
  name VARCHAR(64) NOT NULL,
  role VARCHAR(16) NOT NULL,
  link VARCHAR(128),
  line VARCHAR(64),
  password VARCHAR(200) NOT NULL,
  PRIMARY KEY (tenant, name)
);

-- Tokens of programs, as SHA-256.
CREATE TABLE IF NOT EXISTS tokens (
  hash VARCHAR(64) PRIMARY KEY,
  tenant VARCHAR(64) NOT NULL,
  name VARCHAR(64) NOT NULL,
  label VARCHAR(128) NOT NULL,
  created_at TIMESTAMP(3) WITH TIME ZONE NOT NULL,
  FOREIGN KEY (tenant, name) REFERENCES accounts (tenant, name) ON DELETE CASCADE
);
CREATE INDEX IF NOT EXISTS tokens_label ON tokens (tenant, name, label);
