-- An old column dropped that a CHECK of before held equal to the new one
-- kind: moved
-- finds: survival/column-lost public.accounts.org at 1
-- from: GitLab documentation, "Avoiding downtime in migrations": the clean-up after a rename

-- base
create table accounts (
  id serial primary key,
  org text,
  company text,
  check (org is not distinct from company)
);

-- candidate
alter table accounts drop column org;
