-- Bytes cut, so that they fit
-- kind: bytea encoded
-- finds: survival/values-altered public.thumbnails.image at 1

-- base
create table thumbnails (id serial primary key, image bytea not null);

-- candidate
update thumbnails set image = substring(image from 1 for 1024) where length(image) > 16;
