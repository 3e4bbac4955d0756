CREATE TABLE checkin_topics (
  id serial PRIMARY KEY,
  label text NOT NULL
);

ALTER TABLE checkins ADD COLUMN topic_id integer REFERENCES checkin_topics (id);
