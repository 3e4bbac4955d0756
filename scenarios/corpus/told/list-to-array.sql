-- A list in one text that becomes an array
-- kind: changed in place
-- finds: survival/conversion-unproven public.dependencies.features at 1
-- from: rust-lang/crates.io, 20170315133901: features, USING string_to_array(features, ',')

-- base
create table dependencies (id serial primary key, features text not null);

-- candidate
alter table dependencies alter column features set data type text[] using string_to_array(features, ',');
