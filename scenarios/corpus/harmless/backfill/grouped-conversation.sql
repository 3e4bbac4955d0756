-- Messages grouped under a conversation that is named after their page
-- kind: backfill
-- from: 2witstudios/PageSpace, 0004_sturdy_robbie_robertson

-- base
create table chat_messages (id serial primary key, page_id integer not null, content text not null);

-- candidate
alter table chat_messages add column conversation_id text;
--> statement-breakpoint
update chat_messages set conversation_id = concat('conv_default_', page_id) where conversation_id is null;
--> statement-breakpoint
alter table chat_messages alter column conversation_id set not null;
--> statement-breakpoint
create index chat_messages_page_conversation_idx on chat_messages using btree (page_id, conversation_id);
