UPDATE teams SET slug = lower(regexp_replace(name, '\W+', '-', 'g')) || '-' || id WHERE slug IS NULL;
