-- Places and weights stripped from search vectors
-- kind: search vector stripped
-- finds: survival/values-altered public.pages.words at 1

-- base
create table pages (id serial primary key, words tsvector not null);

-- candidate
update pages set words = strip(words);
