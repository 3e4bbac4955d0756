-- An UPDATE that a rule answers with a DELETE as well
-- kind: rows deleted out of sight
-- finds: survival/rows-lost public.tokens at 1
-- warns: coverage/statement-without-effect 0001_candidate at 1

-- base
create table users (id serial primary key, name text not null, visits integer);
create table tokens (id serial primary key, user_id integer not null, token text not null);
create rule log_out as on update to users do also delete from tokens where id % 3 = 0;

-- candidate
update users set visits = visits where id > 0;
