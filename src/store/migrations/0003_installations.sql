-- Where the app is installed. `id` is the workspace, or the organisation for an install that covers all of it.
CREATE TABLE "installations" (
	"id" text PRIMARY KEY,
	"is_organisation" boolean NOT NULL,
	"sealed" text NOT NULL,
	"installed_at" timestamptz NOT NULL,
	"updated_at" timestamptz NOT NULL,
	"refused_at" timestamptz
);
--> statement-breakpoint
-- Installations under way: each may be finished once.
CREATE TABLE "install_states" (
	"id" text PRIMARY KEY,
	"expires_at" timestamptz NOT NULL
);
--> statement-breakpoint
CREATE INDEX "install_states_by_expiry" ON "install_states" ("expires_at");
