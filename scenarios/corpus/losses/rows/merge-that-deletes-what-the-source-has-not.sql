-- A MERGE that deletes all that its source has not
-- kind: rows deleted
-- needs: 17
-- finds: survival/rows-lost public.roles at 1

-- base
create table roles (name text primary key, note text);

-- candidate
merge into roles r using (values ('admin'), ('guest')) as v (name) on r.name = v.name
  when not matched then insert (name) values (v.name)
  when not matched by source then delete;
