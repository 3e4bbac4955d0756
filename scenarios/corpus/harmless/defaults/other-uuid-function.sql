-- A default of an extension replaced by the server's own, and the extension dropped
-- kind: defaults
-- from: gen_random_uuid() in place of uuid-ossp's

-- base
create extension "uuid-ossp";
create table items (id uuid primary key default uuid_generate_v4(), label text);

-- candidate
alter table items alter column id set default gen_random_uuid();
--> statement-breakpoint
drop extension "uuid-ossp";
