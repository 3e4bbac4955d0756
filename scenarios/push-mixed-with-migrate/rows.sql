-- 200 rows or more in each table, with NULLs, other scripts and every label of the enums; the same rows each time.
CREATE FUNCTION pg_temp.id(what text, number bigint) RETURNS uuid LANGUAGE sql IMMUTABLE AS $$ SELECT md5(what || number)::uuid $$;
CREATE FUNCTION pg_temp.at(number bigint) RETURNS timestamptz LANGUAGE sql IMMUTABLE AS $$ SELECT '2025-12-20 07:30+00'::timestamptz + number * '3 hours 11 minutes 7.5 seconds'::interval $$;

INSERT INTO people (id, email, name, kind, joined_at)
SELECT pg_temp.id('person', n), 'person' || n || '@example.org',
       CASE WHEN n % 5 > 0 THEN (ARRAY['Zoë', 'Søren', 'Анна', '小林'])[n % 4 + 1] || ' ' || n END,
       (enum_range(NULL::kind))[n % 3 + 1], pg_temp.at(n)
  FROM generate_series(1, 300) n;

INSERT INTO programs (id, coach_id, title, weeks, starts_on, archived_on)
SELECT pg_temp.id('program', n), pg_temp.id('person', n), 'Läufer – Grundlagen ' || n, n % 12 + 1,
       CASE WHEN n % 4 > 0 THEN '2026-01-05'::date + n END, CASE WHEN n % 10 = 0 THEN '2026-03-01'::date + n END
  FROM generate_series(1, 200) n;

INSERT INTO sessions (id, program_id, led_by, status, starts_at, notes)
SELECT pg_temp.id('session', n), pg_temp.id('program', n % 200 + 1), CASE WHEN n % 6 > 0 THEN pg_temp.id('person', n % 300 + 1) END,
       (enum_range(NULL::session_status))[n % 3 + 1], pg_temp.at(n), CASE WHEN n % 3 = 0 THEN E'kühl, 4 °C\nnass' END
  FROM generate_series(1, 400) n;

INSERT INTO activities (id, session_id, position, name, target)
SELECT pg_temp.id('activity', n), pg_temp.id('session', n % 400 + 1), n / 400 + 1, (ARRAY['Dauerlauf', 'Intervalle', 'ストレッチ'])[n % 3 + 1],
       CASE WHEN n % 2 = 0 THEN jsonb_build_object('km', n % 17, 'pace', '5:' || n % 60) END
  FROM generate_series(1, 600) n;

INSERT INTO results (activity_id, athlete_id, score)
SELECT pg_temp.id('activity', n), pg_temp.id('person', n % 300 + 1), CASE WHEN n % 7 > 0 THEN n * 1.25 END
  FROM generate_series(1, 500) n;
