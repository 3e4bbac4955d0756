-- Counters of tokens that outgrow integer, with defaults
-- kind: types
-- becomes: public.message_request.input_tokens converted public.message_request.input_tokens
-- becomes: public.message_request.output_tokens converted public.message_request.output_tokens
-- becomes: public.message_request.cache_read_tokens converted public.message_request.cache_read_tokens
-- from: ding113/claude-code-hub: six counters of message_request to bigint

-- base
create table message_request (
  id serial primary key,
  input_tokens integer,
  output_tokens integer default 0,
  cache_read_tokens integer not null default 0
);

-- candidate
alter table message_request alter column input_tokens set data type bigint;
--> statement-breakpoint
alter table message_request alter column output_tokens set data type bigint;
--> statement-breakpoint
alter table message_request alter column cache_read_tokens set data type bigint;
