-- Codes made single letters
-- kind: text cut
-- finds: survival/values-altered public.articles.class at 1

-- base
create table articles (id serial primary key, class varchar(10) not null);

-- candidate
alter table articles alter column class type "char";
