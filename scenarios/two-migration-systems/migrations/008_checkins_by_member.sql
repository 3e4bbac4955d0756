CREATE INDEX checkins_member_id_idx ON checkins (member_id, taken_at);
