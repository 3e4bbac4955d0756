-- An enum, its label, a domain, a constraint, an index and a sequence renamed
-- kind: renamed

-- base
create type status as enum ('draft', 'open');
create domain mail as text;
create table tickets (id serial primary key, status status not null default 'draft', email mail unique);

-- candidate
alter type status rename value 'draft' to 'new';
--> statement-breakpoint
alter type status rename to ticket_status;
--> statement-breakpoint
alter domain mail rename to email_address;
--> statement-breakpoint
alter table tickets rename constraint tickets_email_key to one_email;
--> statement-breakpoint
alter index tickets_pkey rename to tickets_key;
--> statement-breakpoint
alter sequence tickets_id_seq rename to ticket_numbers;
