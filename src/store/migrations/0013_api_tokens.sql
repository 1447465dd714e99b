-- Tokens with which programs ask for a workspace. Of a secret only a hash is kept.
CREATE TABLE "api_tokens" (
	"workspace_id" text NOT NULL,
	"id" text NOT NULL,
	"name" text NOT NULL,
	"hash" text NOT NULL,
	"created_by" text NOT NULL,
	"created_at" timestamptz NOT NULL,
	"last_used_on" text,
	PRIMARY KEY ("workspace_id", "id")
);
