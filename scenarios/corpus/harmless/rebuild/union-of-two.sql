-- Two tables of one shape joined into a new one, both kept
-- kind: rebuild
-- from: 2witstudios/PageSpace, 0249_yummy_rafael_vega and what follows: messages unified

-- base
create table page_messages (id uuid primary key, body text not null);
create table direct_messages (id uuid primary key, body text not null);

-- candidate
create table messages (id uuid not null, origin text not null, body text not null, primary key (origin, id));
--> statement-breakpoint
insert into messages (id, origin, body)
select id, 'page', body from page_messages union all select id, 'direct', body from direct_messages;
