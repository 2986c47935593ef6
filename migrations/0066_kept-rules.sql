CREATE TABLE "measure_rules" (
	"version" text PRIMARY KEY NOT NULL,
	"content" jsonb NOT NULL
);
