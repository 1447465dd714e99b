-- Requests that were acknowledged and are not answered yet. An instance that dies leaves its own behind.
CREATE TABLE "accepted_requests" (
	"workspace_id" text NOT NULL,
	"id" uuid NOT NULL,
	"owner" uuid NOT NULL,
	"user_id" text NOT NULL,
	"channel_id" text,
	"thread_ts" text,
	"asked" text NOT NULL,
	"accepted_at" timestamptz DEFAULT now() NOT NULL,
	"lease_until" timestamptz NOT NULL,
	PRIMARY KEY ("workspace_id", "id")
);
--> statement-breakpoint
CREATE INDEX "accepted_requests_by_lease" ON "accepted_requests" ("lease_until");
--> statement-breakpoint
CREATE INDEX "accepted_requests_by_owner" ON "accepted_requests" ("owner");
