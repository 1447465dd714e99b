-- Whether the app is in a workspace. What a workspace keeps that has removed the app is kept for some days of grace.
CREATE TABLE "presences" (
	"workspace_id" text PRIMARY KEY,
	"confirmed_at" timestamptz NOT NULL,
	"removed_at" timestamptz
);
--> statement-breakpoint
CREATE INDEX "presences_by_removal" ON "presences" ("removed_at");
--> statement-breakpoint
INSERT INTO "presences" ("workspace_id", "confirmed_at") SELECT "id", "installed_at" FROM "installations";
