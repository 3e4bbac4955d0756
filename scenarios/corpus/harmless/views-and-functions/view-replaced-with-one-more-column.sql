-- A view that gains a column at its end
-- kind: views and functions
-- warns: protection/view-changed public.token_account at 1
-- from: hashicorp/boundary, 2/05_auth_token: CREATE OR REPLACE VIEW with a status at the end

-- base
create table tokens (id serial primary key, token text not null, status text not null default 'issued');
create view token_account as select id, token from tokens;

-- candidate
create or replace view token_account as select id, token, status from tokens;
