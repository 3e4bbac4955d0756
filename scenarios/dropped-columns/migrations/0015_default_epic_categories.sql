INSERT INTO "epic_categories" ("name", "color", "display_order", "is_default") VALUES
	('Project Oversight', '#6554C0', 1, true),
	('UX', '#36B37E', 2, true),
	('Design', '#00B8D9', 3, true),
	('FE Dev', '#FF5630', 4, true),
	('BE Dev', '#FFAB00', 5, true),
	('Automation', NULL, 6, true)
ON CONFLICT ("name") DO NOTHING;
