-- A practice on the morning of 9 October 2026: what its dump holds.
INSERT INTO patients (name, born, phone, allergies, worst)
  SELECT format('Patient %s', n), date '1931-02-28' + n * 97, CASE WHEN n % 7 > 0 THEN format('+49 30 555%s', 1000 + n) END,
      CASE WHEN n % 3 = 0 THEN jsonb_build_object('to', jsonb_build_array('penicillin', format('nuts %s', n)), 'since', 1990 + n % 30) END,
      CASE WHEN n % 3 = 0 THEN (enum_range(NULL::severity))[1 + n % 2 + n % 4 / 3] END
    FROM generate_series(1, 400) AS n;
INSERT INTO visits (patient_id, at, reason, cancelled)
  SELECT 1 + n % 400, timestamptz '2026-03-10 08:00:00.123456+01' + n * interval '37 minutes', CASE WHEN n % 5 > 0 THEN format('reason %s', n % 40) END, n % 11 = 0
    FROM generate_series(1, 1500) AS n;
INSERT INTO prescriptions (visit_id, drug, dose, unit, renewals, given)
  SELECT 1 + n % 1500, format('drug %s', n % 60), CASE WHEN n % 9 > 0 THEN (n % 500 + 1) * 0.0125 END, (ARRAY['mg', 'ml', 'µg'])[1 + n % 3], n % 4, n % 2 = 0
    FROM generate_series(1, 2200) AS n;
INSERT INTO letters (patient_id, scan, received)
  SELECT 1 + n % 400, decode(repeat(md5(n::text), 20 + n % 50), 'hex') || '\x00ff'::bytea, date '2026-04-21' + n % 150
    FROM generate_series(1, 250) AS n;
