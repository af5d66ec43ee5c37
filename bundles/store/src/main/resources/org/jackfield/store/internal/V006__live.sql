-- Calls as they were told last, until they are in calls: what a restarted server was in the middle of.
CREATE TABLE IF NOT EXISTS live_call (
  call_id VARCHAR(64) PRIMARY KEY,
  link VARCHAR(128) NOT NULL,
  ended BOOLEAN NOT NULL,
  body VARCHAR(1000000) NOT NULL
);
CREATE INDEX IF NOT EXISTS live_call_link ON live_call (link);

-- Up to when what a link told is kept.
CREATE TABLE IF NOT EXISTS link_heard (
  link VARCHAR(128) PRIMARY KEY,
  heard_at TIMESTAMP(3) WITH TIME ZONE NOT NULL
);
