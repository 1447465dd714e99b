-- Prices: one log for the whole installation, nothing is ever rewritten in it.
CREATE TABLE "registry_syncs" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid(),
	"seq" bigint NOT NULL GENERATED ALWAYS AS IDENTITY,
	"started_at" timestamptz NOT NULL,
	"finished_at" timestamptz NOT NULL,
	"url" text NOT NULL,
	"outcome" text NOT NULL,
	"problem_code" text,
	"problem" text,
	"etag" text,
	"sha256" text,
	"last_updated" text,
	"counts" jsonb NOT NULL
);
--> statement-breakpoint
CREATE INDEX "registry_syncs_by_seq" ON "registry_syncs" ("seq");
--> statement-breakpoint
CREATE TABLE "registry_rows" (
	"key" text PRIMARY KEY,
	"body" jsonb NOT NULL,
	"first_seen_at" timestamptz NOT NULL,
	"changed_at" timestamptz NOT NULL,
	"removed_at" timestamptz
);
--> statement-breakpoint
CREATE TABLE "price_events" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid(),
	"fingerprint" text NOT NULL,
	"sync_id" uuid REFERENCES "registry_syncs" ("id"),
	"seen_at" timestamptz NOT NULL,
	"kind" text NOT NULL,
	"status" text NOT NULL,
	"product" text NOT NULL,
	"platform" text NOT NULL,
	"body" jsonb NOT NULL,
	"decided_at" timestamptz,
	"decided_by" text
);
--> statement-breakpoint
-- What waits for the operator or was decided is kept once; what was told may well happen again.
CREATE UNIQUE INDEX "price_events_to_decide" ON "price_events" ("fingerprint")
	WHERE "status" IN ('held', 'accepted', 'rejected', 'disputed');
--> statement-breakpoint
CREATE INDEX "price_events_by_time" ON "price_events" ("seen_at");
--> statement-breakpoint
CREATE INDEX "price_events_by_status" ON "price_events" ("status", "seen_at");
--> statement-breakpoint
CREATE TABLE "price_log" (
	"seq" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
	"recorded_at" timestamptz NOT NULL,
	"layer" text NOT NULL,
	"operation" text NOT NULL,
	"entity" text NOT NULL,
	"entity_id" text NOT NULL,
	"body" jsonb
);
--> statement-breakpoint
CREATE INDEX "price_log_by_entity" ON "price_log" ("layer", "entity", "entity_id", "seq");
--> statement-breakpoint
CREATE INDEX "price_log_by_time" ON "price_log" ("recorded_at");
--> statement-breakpoint
CREATE TABLE "price_books" (
	"version" text PRIMARY KEY,
	"log_seq" bigint NOT NULL,
	"registry_checked_on" text,
	"recorded_at" timestamptz NOT NULL
);
--> statement-breakpoint
-- What belongs to a workspace. Every key begins with the workspace.
CREATE TABLE "workspace_settings" (
	"workspace_id" text NOT NULL,
	"version" integer NOT NULL,
	"body" jsonb NOT NULL,
	"changed_by" text NOT NULL,
	"changed_by_name" text NOT NULL,
	"changed_at" timestamptz NOT NULL,
	PRIMARY KEY ("workspace_id", "version")
);
--> statement-breakpoint
CREATE TABLE "estimates" (
	"workspace_id" text NOT NULL,
	"id" uuid NOT NULL DEFAULT gen_random_uuid(),
	"name" text NOT NULL,
	"workload" jsonb NOT NULL,
	"decision" jsonb NOT NULL,
	"channel_id" text,
	"created_by" text NOT NULL,
	"created_at" timestamptz NOT NULL,
	"updated_at" timestamptz NOT NULL,
	"watched" boolean NOT NULL,
	PRIMARY KEY ("workspace_id", "id")
);
--> statement-breakpoint
CREATE INDEX "estimates_by_channel" ON "estimates" ("workspace_id", "channel_id");
--> statement-breakpoint
CREATE TABLE "subscriptions" (
	"workspace_id" text NOT NULL,
	"id" uuid NOT NULL DEFAULT gen_random_uuid(),
	"channel_id" text NOT NULL,
	"created_by" text NOT NULL,
	"created_at" timestamptz NOT NULL,
	"updated_at" timestamptz NOT NULL,
	"schedule" jsonb NOT NULL,
	"content" jsonb NOT NULL,
	"status" text NOT NULL,
	"paused_because" text,
	"next_run_at" timestamptz NOT NULL,
	"covered_until" timestamptz NOT NULL,
	PRIMARY KEY ("workspace_id", "id"),
	UNIQUE ("workspace_id", "channel_id")
);
--> statement-breakpoint
CREATE INDEX "subscriptions_due" ON "subscriptions" ("status", "next_run_at");
--> statement-breakpoint
CREATE TABLE "digest_runs" (
	"workspace_id" text NOT NULL,
	"subscription_id" uuid NOT NULL,
	"week" text NOT NULL,
	"state" text NOT NULL,
	"due_at" timestamptz NOT NULL,
	"attempts" integer NOT NULL DEFAULT 0,
	"content" jsonb,
	"message_ts" text,
	"problem" text,
	"told_at" timestamptz,
	"updated_at" timestamptz NOT NULL,
	PRIMARY KEY ("workspace_id", "subscription_id", "week"),
	FOREIGN KEY ("workspace_id", "subscription_id")
		REFERENCES "subscriptions" ("workspace_id", "id") ON DELETE CASCADE
);
--> statement-breakpoint
CREATE INDEX "digest_runs_by_state" ON "digest_runs" ("state", "updated_at");
--> statement-breakpoint
CREATE TABLE "claims" (
	"workspace_id" text NOT NULL,
	"key" text NOT NULL,
	"claimed_at" timestamptz NOT NULL,
	"expires_at" timestamptz NOT NULL,
	PRIMARY KEY ("workspace_id", "key")
);
--> statement-breakpoint
CREATE INDEX "claims_by_expiry" ON "claims" ("expires_at");
