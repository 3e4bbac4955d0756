-- What the product had when its ledger was found empty: 200 rows or more in each of the 23 tables, with NULLs, other
-- scripts and every label of the enums. A row's id is made of its table and number, so the same rows come each time.
CREATE FUNCTION pg_temp.id(what text, number bigint) RETURNS uuid LANGUAGE sql IMMUTABLE AS $$ SELECT md5(what || number)::uuid $$;
CREATE FUNCTION pg_temp.at(number bigint) RETURNS timestamptz LANGUAGE sql IMMUTABLE AS $$ SELECT '2025-03-10 08:00+00'::timestamptz + number * '5 hours 7 minutes 13.25 seconds'::interval $$;

INSERT INTO accounts (id, name, plan, created_at)
SELECT pg_temp.id('account', n), (ARRAY['Hausverwaltung Müller', 'Łódź Wynajem', '東京不動産', 'O''Hara & Sons'])[n % 4 + 1] || ' ' || n,
       (ARRAY['free', 'team', 'estate'])[n % 3 + 1], pg_temp.at(n) FROM generate_series(1, 200) n;

INSERT INTO users (id, account_id, email, display_name, timezone, role, created_at)
SELECT pg_temp.id('user', n), pg_temp.id('account', n % 200 + 1), 'User' || n || '@example.org',
       CASE WHEN n % 5 > 0 THEN (ARRAY['Zoë', 'Søren', 'Анна', '小林'])[n % 4 + 1] || ' ' || n END,
       (ARRAY['UTC', 'Europe/Warsaw', 'Asia/Tokyo'])[n % 3 + 1], (enum_range(NULL::role))[n % 3 + 1], pg_temp.at(n)
  FROM generate_series(1, 240) n;

INSERT INTO sessions (token, user_id, expires_at)
SELECT 'token-' || md5(n::text), pg_temp.id('user', n), pg_temp.at(n + 300) FROM generate_series(1, 200) n;

INSERT INTO properties (id, account_id, name, street, city, acquired_on)
SELECT pg_temp.id('property', n), pg_temp.id('account', n), 'Haus ' || n, 'Größestraße ' || n,
       (ARRAY['Köln', 'Gdańsk', '京都'])[n % 3 + 1], CASE WHEN n % 4 > 0 THEN '1998-02-28'::date + n * 31 END
  FROM generate_series(1, 200) n;

INSERT INTO units (id, property_id, label, bedrooms, floor_plan)
SELECT pg_temp.id('unit', n), pg_temp.id('property', n % 200 + 1), 'Nº ' || n, nullif(n % 5, 0),
       CASE WHEN n % 3 = 0 THEN jsonb_build_object('rooms', n % 5, 'm²', n * 1.5) END
  FROM generate_series(1, 300) n;

INSERT INTO tenants (id, account_id, name, phone, email)
SELECT pg_temp.id('tenant', n), pg_temp.id('account', n % 200 + 1), 'Mieter ' || n,
       CASE WHEN n % 2 = 0 THEN '+49 221 ' || 100000 + n END, CASE WHEN n % 3 > 0 THEN 'tenant' || n || '@example.org' END
  FROM generate_series(1, 220) n;

INSERT INTO leases (id, unit_id, tenant_id, starts_on, ends_on, rent, deposit)
SELECT pg_temp.id('lease', n), pg_temp.id('unit', n), pg_temp.id('tenant', n % 220 + 1), '2024-01-01'::date + n,
       CASE WHEN n % 3 = 0 THEN '2025-01-01'::date + n END, 400 + n * 1.37, CASE WHEN n % 4 > 0 THEN n * 10.01 END
  FROM generate_series(1, 250) n;

INSERT INTO invoices (id, lease_id, number, due_on)
SELECT pg_temp.id('invoice', n), pg_temp.id('lease', n % 250 + 1), 'R-' || lpad(n::text, 6, '0'), '2025-04-01'::date + n
  FROM generate_series(1, 400) n;

INSERT INTO invoice_lines (invoice_id, position, description, amount)
SELECT pg_temp.id('invoice', n), line, (ARRAY['Miete', 'Nebenkosten', 'Śmieci'])[line], n * 3.33 + line
  FROM generate_series(1, 400) n, generate_series(1, 2) line;

INSERT INTO payments (id, invoice_id, amount, paid_at, reference)
SELECT pg_temp.id('payment', n), CASE WHEN n % 9 > 0 THEN pg_temp.id('invoice', n) END, n * 6.66, pg_temp.at(n),
       CASE WHEN n % 2 = 0 THEN 'SEPA ' || n END FROM generate_series(1, 350) n;

INSERT INTO vendors (id, account_id, name, trades)
SELECT pg_temp.id('vendor', n), pg_temp.id('account', n), 'Klempner ' || n,
       CASE WHEN n % 3 > 0 THEN ARRAY['Sanitär', 'Heizung'] ELSE '{}' END FROM generate_series(1, 200) n;

INSERT INTO maintenance_requests (id, unit_id, reported_by, summary, priority, created_at, closed_at)
SELECT pg_temp.id('request', n), pg_temp.id('unit', n), CASE WHEN n % 4 > 0 THEN pg_temp.id('tenant', n % 220 + 1) END,
       'Wasser läuft, Fall ' || n, (enum_range(NULL::priority))[n % 4 + 1], pg_temp.at(n),
       CASE WHEN n % 2 = 0 THEN pg_temp.at(n + 9) END FROM generate_series(1, 260) n;

INSERT INTO documents (id, lease_id, title, content_type, created_at)
SELECT pg_temp.id('document', n), CASE WHEN n % 6 > 0 THEN pg_temp.id('lease', n) END, 'Übergabeprotokoll ' || n,
       (ARRAY['application/pdf', 'image/png'])[n % 2 + 1], pg_temp.at(n) FROM generate_series(1, 240) n;

INSERT INTO messages (id, sender_id, reply_to, body, created_at)
SELECT pg_temp.id('message', n), pg_temp.id('user', n % 240 + 1), CASE WHEN n % 2 = 0 THEN pg_temp.id('message', n - 1) END,
       E'Guten Tag 👋,\nNachricht ' || n, pg_temp.at(n) FROM generate_series(1, 400) n;

INSERT INTO message_reads (message_id, user_id, read_at)
SELECT pg_temp.id('message', n), pg_temp.id('user', (n + 1) % 240 + 1), pg_temp.at(n + 1) FROM generate_series(1, 300) n;

INSERT INTO inspections (id, unit_id, inspected_on, passed)
SELECT pg_temp.id('inspection', n), pg_temp.id('unit', n), '2025-05-01'::date + n,
       CASE WHEN n % 5 > 0 THEN n % 3 > 0 END FROM generate_series(1, 200) n;

INSERT INTO inspection_items (inspection_id, room, remark)
SELECT pg_temp.id('inspection', n % 200 + 1), (ARRAY['Küche', 'Bad', '玄関'])[n % 3 + 1], CASE WHEN n % 2 = 0 THEN 'Riss ' || n END
  FROM generate_series(1, 400) n;

INSERT INTO work_orders (id, request_id, vendor_id, estimate, scheduled_for)
SELECT pg_temp.id('order', n), pg_temp.id('request', n), CASE WHEN n % 3 > 0 THEN pg_temp.id('vendor', n % 200 + 1) END,
       CASE WHEN n % 4 > 0 THEN n * 12.5 END, CASE WHEN n % 2 = 0 THEN '2025-06-01'::date + n END
  FROM generate_series(1, 220) n;

INSERT INTO work_order_photos (id, work_order_id, path, caption)
SELECT pg_temp.id('photo', n), pg_temp.id('order', n % 220 + 1), '/fotos/' || n || '.jpg', CASE WHEN n % 2 = 0 THEN 'vorher – ' || n END
  FROM generate_series(1, 300) n;

INSERT INTO notifications (id, user_id, channel, body, read_at)
SELECT pg_temp.id('notification', n), pg_temp.id('user', n % 240 + 1), (enum_range(NULL::channel))[n % 3 + 1],
       'Rechnung ' || n || ' fällig', CASE WHEN n % 3 > 0 THEN pg_temp.at(n) END FROM generate_series(1, 300) n;

INSERT INTO notification_preferences (user_id, channel, enabled)
SELECT pg_temp.id('user', n), label, n % 4 > 0 FROM generate_series(1, 100) n, unnest(enum_range(NULL::channel)) label;

INSERT INTO api_keys (id, account_id, digest, uses, revoked_at)
SELECT pg_temp.id('key', n), pg_temp.id('account', n), md5('digest' || n), n * 1000003::bigint * 4097,
       CASE WHEN n % 7 = 0 THEN pg_temp.at(n) END FROM generate_series(1, 200) n;

INSERT INTO audit_entries (actor_id, action, detail, created_at)
SELECT CASE WHEN n % 5 > 0 THEN pg_temp.id('user', n % 240 + 1) END, (ARRAY['lease.signed', 'invoice.sent', 'login'])[n % 3 + 1],
       jsonb_build_object('nr', n, 'grund', 'Prüfung'), pg_temp.at(n) FROM generate_series(1, 500) n;
