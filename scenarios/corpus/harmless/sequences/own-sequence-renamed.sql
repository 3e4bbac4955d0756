-- A sequence of the team's own renamed, made wider and given a cache
-- kind: sequences
-- from: ALTER SEQUENCE in histories that outgrow integer

-- base
create sequence ticket_numbers as integer;
create table tickets (id bigint primary key default nextval('ticket_numbers'), title text not null);

-- candidate
alter sequence ticket_numbers as bigint;
--> statement-breakpoint
alter sequence ticket_numbers rename to tickets_number_seq;
--> statement-breakpoint
alter sequence tickets_number_seq cache 20 owned by tickets.id;
