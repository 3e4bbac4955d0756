CREATE TABLE checkins (
  id bigserial PRIMARY KEY,
  member_id integer NOT NULL REFERENCES members (id) ON DELETE CASCADE,
  mood smallint NOT NULL,
  comment text,
  taken_at timestamptz NOT NULL DEFAULT now()
);
