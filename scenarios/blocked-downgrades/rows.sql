-- What a support desk has after its fourth release has been in use for some weeks.
INSERT INTO agents (email, name) SELECT 'agent' || n || '@desk.example', 'Agent ' || n FROM generate_series(1, 5) AS n;
INSERT INTO customers (company, email) SELECT 'Company ' || n, 'office' || n || '@company.example' FROM generate_series(1, 20) AS n;
INSERT INTO tickets (customer_id, agent_id, subject, priority, opened_at, closed_at, resolution)
SELECT 1 + n % 20, nullif(n % 6, 0), 'Ticket ' || n, (ARRAY['low', 'normal', 'high']::priority[])[1 + n % 3],
       '2026-02-01'::timestamptz + n * interval '5 hours',
       CASE WHEN n % 4 > 0 THEN '2026-02-02'::timestamptz + n * interval '6 hours' END,
       CASE WHEN n % 4 > 0 THEN (ARRAY['answered', 'duplicate', 'refunded'])[1 + n % 3] END
  FROM generate_series(1, 120) AS n;
INSERT INTO messages (ticket_id, body) SELECT 1 + n % 120, 'Message ' || n FROM generate_series(1, 300) AS n;
INSERT INTO worklogs (ticket_id, agent_id, spent) SELECT 1 + n % 120, 1 + n % 5, 15 * (1 + n % 8) FROM generate_series(1, 200) AS n;
INSERT INTO ratings (ticket_id, score, words) SELECT n, 1 + n % 5, 'It was ' || n % 5 FROM generate_series(1, 60) AS n;
