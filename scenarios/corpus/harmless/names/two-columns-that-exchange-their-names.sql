-- Two columns that exchange their names
-- kind: renamed
-- warns: survival/name-reused public.spans.lower at 2
-- warns: survival/name-reused public.spans.upper at 3
-- becomes: public.spans.lower renamed public.spans.upper
-- becomes: public.spans.upper renamed public.spans.lower

-- base
create table spans (id integer primary key, lower integer not null, upper integer not null);

-- candidate
alter table spans rename column lower to x;
--> statement-breakpoint
alter table spans rename column upper to lower;
--> statement-breakpoint
alter table spans rename column x to upper;
