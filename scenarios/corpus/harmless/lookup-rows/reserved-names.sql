-- Reserved names inserted, those that are there left alone
-- kind: lookup rows
-- from: rust-lang/crates.io, 2021-02-10-141019_reserve_com0_lpt0

-- base
create table reserved_names (name text primary key, since date);

-- candidate
insert into reserved_names (name) values ('com0'), ('lpt0') on conflict do nothing;
