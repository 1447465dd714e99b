-- The first migration was changed three times before migrations were frozen. This makes up for it in databases of
-- then, and finds nothing to do in all others.
ALTER TABLE "registry_syncs" ADD COLUMN IF NOT EXISTS "last_updated" text;
--> statement-breakpoint
DO $$ BEGIN
	IF NOT EXISTS (
		SELECT FROM pg_attribute WHERE attrelid = 'registry_syncs'::regclass AND attname = 'seq' AND NOT attisdropped
	) THEN
		ALTER TABLE "registry_syncs" ADD COLUMN "seq" bigint NOT NULL GENERATED ALWAYS AS IDENTITY;
	END IF;
	IF EXISTS (
		SELECT FROM pg_attribute WHERE attrelid = 'registry_rows'::regclass AND attname = 'last_seen_at' AND NOT attisdropped
	) THEN
		ALTER TABLE "registry_rows" RENAME COLUMN "last_seen_at" TO "changed_at";
	END IF;
END $$;
--> statement-breakpoint
DROP INDEX IF EXISTS "registry_syncs_by_time";
--> statement-breakpoint
CREATE INDEX IF NOT EXISTS "registry_syncs_by_seq" ON "registry_syncs" ("seq");
--> statement-breakpoint
ALTER TABLE "price_events" DROP CONSTRAINT IF EXISTS "price_events_fingerprint_key";
--> statement-breakpoint
CREATE UNIQUE INDEX IF NOT EXISTS "price_events_to_decide" ON "price_events" ("fingerprint")
	WHERE "status" IN ('held', 'accepted', 'rejected', 'disputed');
--> statement-breakpoint
ALTER TABLE "price_log" DROP COLUMN IF EXISTS "event_id";
--> statement-breakpoint
CREATE TABLE IF NOT EXISTS "price_books" (
	"version" text PRIMARY KEY,
	"log_seq" bigint NOT NULL,
	"registry_checked_on" text,
	"recorded_at" timestamptz NOT NULL
);
--> statement-breakpoint
ALTER TABLE "workspace_settings" ADD COLUMN IF NOT EXISTS "changed_by_name" text;
--> statement-breakpoint
UPDATE "workspace_settings" SET "changed_by_name" = "changed_by" WHERE "changed_by_name" IS NULL;
--> statement-breakpoint
ALTER TABLE "workspace_settings" ALTER COLUMN "changed_by_name" SET NOT NULL;
