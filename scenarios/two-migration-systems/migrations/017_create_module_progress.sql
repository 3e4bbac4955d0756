CREATE TABLE module_progress (
  member_id integer NOT NULL REFERENCES members (id) ON DELETE CASCADE,
  module_id integer NOT NULL REFERENCES modules (id) ON DELETE CASCADE,
  percent smallint NOT NULL DEFAULT 0,
  PRIMARY KEY (member_id, module_id)
);
