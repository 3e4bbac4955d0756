-- The legacy system had made all of 0000 already, so that its row was inserted by hand.
CREATE TABLE public.__drizzle_migrations (id serial PRIMARY KEY, hash text NOT NULL, created_at bigint);

INSERT INTO public.__drizzle_migrations (hash, created_at)
VALUES ('0c4074f701400f21a24dfd2b5e9c674f95ce6c11b9e55966ed31614aa48f7bd1', 1747041292608);
