-- Counters that a trigger raises once more for each row of a copy
-- kind: trigger fires in a backfill
-- finds: survival/values-altered public.posts.comment_count at 3

-- base
create table posts (id integer primary key, comment_count integer not null default 0 check (comment_count between 0 and 1000));
create table comments (id integer primary key, post_id integer not null references posts, body text);
create function count_comment() returns trigger language plpgsql as $$
begin
  update posts set comment_count = least(comment_count + 1, 1000) where id = new.post_id;
  return new;
end $$;
create trigger count_comment after insert on comments for each row execute function count_comment();

-- candidate
create table comments_new (id bigint primary key, post_id integer not null references posts, body text);
--> statement-breakpoint
create trigger count_comment after insert on comments_new for each row execute function count_comment();
--> statement-breakpoint
insert into comments_new select * from comments;
--> statement-breakpoint
drop table comments;
--> statement-breakpoint
alter table comments_new rename to comments;
