-- Links to workloads in the browser. Of what a link carries only the hash is kept.
CREATE TABLE "live_links" (
	"workspace_id" text NOT NULL,
	"id" uuid DEFAULT gen_random_uuid() NOT NULL,
	"secret_hash" text NOT NULL UNIQUE,
	"created_by" text NOT NULL,
	"channel_id" text NOT NULL,
	"thread_ts" text NOT NULL,
	"state" jsonb NOT NULL,
	"created_at" timestamptz NOT NULL,
	"expires_at" timestamptz NOT NULL,
	"posted" integer DEFAULT 0 NOT NULL,
	PRIMARY KEY ("workspace_id", "id")
);
--> statement-breakpoint
CREATE INDEX "live_links_by_expiry" ON "live_links" ("expires_at");
