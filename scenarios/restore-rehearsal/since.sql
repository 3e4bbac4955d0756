-- What the practice does from then until three in the afternoon, while 0004 is out.
INSERT INTO patients (name, born, phone) SELECT format('New patient %s', n), date '1980-01-01' + n, '+49 30 600' || n FROM generate_series(1, 3) AS n;
INSERT INTO visits (patient_id, at, reason) SELECT 390 + n, timestamptz '2026-10-09 09:00+02' + n * interval '20 minutes', 'walk-in' FROM generate_series(1, 13) AS n;
INSERT INTO prescriptions (visit_id, drug, unit) SELECT 1500 + n, 'drug of today', 'mg' FROM generate_series(1, 9) AS n;
UPDATE patients SET phone = '+49 30 7777' || id WHERE id <= 5;
UPDATE prescriptions SET given = true WHERE id IN (1, 3, 5, 7);
DELETE FROM prescriptions WHERE id = 2000;
