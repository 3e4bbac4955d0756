-- NULLs of a hash chain filled before the column becomes required
-- kind: backfill
-- becomes: public.security_audit_log.previous_hash filled public.security_audit_log.previous_hash
-- warns: survival/values-filled public.security_audit_log.previous_hash at 1
-- from: 2witstudios/PageSpace, 0047_deep_silver_surfer

-- base
create table security_audit_log (id serial primary key, event text not null, previous_hash text);

-- candidate
update security_audit_log set previous_hash = 'genesis' where previous_hash is null;
--> statement-breakpoint
alter table security_audit_log alter column previous_hash set not null;
