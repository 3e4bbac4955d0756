-- An extension dropped that nothing uses
-- kind: clean-up
-- from: travis-ci/travis-migrations: pgcrypto made and dropped

-- base
create extension pgcrypto;
create table repositories (id serial primary key, slug text not null);

-- candidate
drop extension pgcrypto;
