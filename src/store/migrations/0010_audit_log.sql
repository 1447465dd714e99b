-- Who changed what of a workspace, when and from where. Written in the transaction of the change.
CREATE TABLE "audit_log" (
	"workspace_id" text NOT NULL,
	"seq" bigint NOT NULL GENERATED ALWAYS AS IDENTITY,
	"at" timestamptz NOT NULL,
	"actor" text NOT NULL,
	"channel_id" text,
	"action" text NOT NULL,
	"subject_id" text,
	"subject" text,
	"change" jsonb NOT NULL,
	PRIMARY KEY ("workspace_id", "seq")
);
--> statement-breakpoint
CREATE INDEX "audit_log_by_time" ON "audit_log" ("at");
