-- Who has opened the Home tab lately: theirs are published anew when something changes.
CREATE TABLE "home_viewers" (
	"workspace_id" text NOT NULL,
	"user_id" text NOT NULL,
	"opened_at" timestamptz NOT NULL,
	PRIMARY KEY ("workspace_id", "user_id")
);
