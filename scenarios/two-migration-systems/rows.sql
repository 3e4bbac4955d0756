-- 200 rows and more in every table; every state, NULLs, and text that is not ASCII.
INSERT INTO teams (name, slug, created_at)
SELECT (ARRAY['Plattform', 'Qualität', 'Équipe Nord', '開発', 'Łódź'])[1 + n % 5] || ' ' || n,
       CASE WHEN n % 10 > 0 THEN 'team-' || n END,
       timestamptz '2024-11-04 08:00+00' + n * interval '5 hours 11 minutes'
  FROM generate_series(1, 200) AS n;

INSERT INTO members (team_id, email, name, joined_on, preferences)
SELECT 1 + n * 17 % 200,
       'member' || n || '@example.org',
       CASE WHEN n % 8 > 0 THEN (ARRAY['Zoë Müller', 'Søren Kjær', '李娜', 'Ana "Ñ" Ruiz'])[1 + n % 4] END,
       CASE WHEN n % 5 > 0 THEN date '2019-02-28' + n * 3 END,
       CASE WHEN n % 3 > 0 THEN jsonb_build_object('theme', 'dark', 'digest', n % 7, 'signature', E'\u2014 n°' || n) ELSE '{}' END
  FROM generate_series(1, 600) AS n;

INSERT INTO modules (team_id, title, state)
SELECT 1 + n * 7 % 200, (ARRAY['Retro', 'Señales', '健康チェック', 'Übergabe'])[1 + n % 4] || ' ' || n,
       (ARRAY['draft', 'active', 'done'])[1 + n % 3]
  FROM generate_series(1, 300) AS n;

INSERT INTO checkins (member_id, mood, comment, taken_at)
SELECT 1 + n * 29 % 600, n % 11 - 5,
       CASE WHEN n % 6 = 0 THEN '' WHEN n % 2 = 0 THEN E'Fühlt sich gut an 🙂\nweiter №' || n END,
       timestamptz '2025-01-06 07:30+00' + n * interval '2 hours 3.25 seconds'
  FROM generate_series(1, 1200) AS n;

INSERT INTO actions (module_id, owner_id, title, done, due_on)
SELECT 1 + n * 11 % 300, CASE WHEN n % 4 > 0 THEN 1 + n * 13 % 600 END,
       'À faire ' || n, n % 5 = 0, CASE WHEN n % 3 = 0 THEN date '2025-10-31' + n END
  FROM generate_series(1, 500) AS n;

INSERT INTO module_progress (member_id, module_id, percent)
SELECT m, 1 + (m * 5 + k * 101) % 300, (m + k * 50) % 101
  FROM generate_series(1, 600) AS m, generate_series(0, 1) AS k;

INSERT INTO feature_flags (name, enabled, note)
SELECT 'flag-' || n, n % 2 = 0, CASE WHEN n % 3 = 0 THEN 'für später' END FROM generate_series(1, 200) AS n;

INSERT INTO flow_metrics (team_id, measured_on, metrics)
SELECT t, date '2025-09-01' + d, jsonb_build_object('lead', t * 0.5 + d, 'wip', jsonb_build_array(t, d, NULL))
  FROM generate_series(1, 200) AS t, generate_series(0, 2) AS d;
