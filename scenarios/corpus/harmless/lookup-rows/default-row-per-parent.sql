-- A row of preferences for every user that is there
-- kind: lookup rows
-- from: LemmyNet/lemmy, 2024-02-12-211114_add_vote_display_mode_setting

-- base
create table local_user (id serial primary key, name text not null);

-- candidate
create table vote_display_mode (
  local_user_id integer not null references local_user on update cascade on delete cascade,
  score boolean default true not null,
  upvotes boolean default false not null,
  primary key (local_user_id)
);
--> statement-breakpoint
insert into vote_display_mode (local_user_id) select id from local_user;
