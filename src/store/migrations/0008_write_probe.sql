-- One row that is written again and again, to see whether the database takes writes.
CREATE TABLE "write_probe" (
	"id" integer PRIMARY KEY,
	"written_at" timestamptz NOT NULL
);
--> statement-breakpoint
INSERT INTO "write_probe" VALUES (1, now());
