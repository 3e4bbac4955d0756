-- 200 rows and more in every table; every status, NULLs, cents, and text that is not ASCII.
INSERT INTO units (name, archived_at, created_at)
SELECT (ARRAY['Vertrieb', 'Qualität', 'Café & Küche', '研究開発', 'Łódź', 'Ventas'])[1 + n % 6] || ' ' || n,
       CASE WHEN n % 7 = 0 THEN timestamptz '2025-11-03 09:00+00' + n * interval '1 hour' END,
       timestamptz '2025-05-06 08:41+00' + n * interval '7 hours 13 minutes'
  FROM generate_series(1, 210) AS n;

INSERT INTO projects (unit_id, title, status, due_on, budget)
SELECT 1 + n * 37 % 210,
       (ARRAY['Umzug nach Zürich', 'Café refit', '新しい倉庫', 'Audit "2026"', 'Żuraw\dźwig'])[1 + n % 5] || ' #' || n,
       (ARRAY['proposed', 'active', 'paused', 'closed'])[1 + n % 4],
       CASE WHEN n % 3 > 0 THEN date '2025-12-01' + n % 400 END,
       CASE WHEN n % 4 > 0 THEN n * 1234.56 END
  FROM generate_series(1, 420) AS n;

INSERT INTO notes (project_id, author, body, pinned, created_at)
SELECT 1 + n * 53 % 420,
       CASE WHEN n % 5 > 0 THEN (ARRAY['Zoë', 'Søren', '李娜', 'Ana'])[1 + n % 4] END,
       CASE WHEN n % 11 = 0 THEN '' ELSE E'Beschluss №' || n || E':\n\t„weiter so“ 👍' END,
       n % 9 = 0,
       timestamptz '2025-06-01 06:00+00' + n * interval '3 hours 7 minutes 11.5 seconds'
  FROM generate_series(1, 900) AS n;

INSERT INTO tags (label)
SELECT (ARRAY['risiko', 'priorité', '緊急', 'q'])[1 + n % 4] || '-' || n FROM generate_series(1, 200) AS n;

INSERT INTO project_tags (project_id, tag_id)
SELECT p, 1 + (p * 13 + t * 59) % 200 FROM generate_series(1, 420) AS p, generate_series(0, 1) AS t;

INSERT INTO attachments (note_id, file_name, bytes)
SELECT 1 + n * 71 % 900,
       (ARRAY['protokoll', 'résumé', '見積書', 'plan v2'])[1 + n % 4] || '-' || n || (ARRAY['.pdf', '.docx', ''])[1 + n % 3],
       n * n * 97
  FROM generate_series(1, 350) AS n;
