-- A backfill in batches, in a DO block
-- kind: backfill
-- from: GitLab documentation, "Batched background migrations": ranges of the key, one statement each

-- base
create table events (id serial primary key, payload text not null, author text);

-- candidate
alter table events add column payload_size integer;
--> statement-breakpoint
do $$
declare
  low bigint := 0;
  top bigint;
begin
  select coalesce(max(id), 0) into top from events;
  while low <= top loop
    update events set payload_size = length(payload) where id > low and id <= low + 10;
    low := low + 10;
  end loop;
end
$$;
