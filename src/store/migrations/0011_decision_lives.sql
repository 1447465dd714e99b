-- The life of a decision: what people did about it, its tunes, what it came to, and what they say of verdicts.
ALTER TABLE "estimates" ADD COLUMN "life" jsonb;
--> statement-breakpoint
ALTER TABLE "estimates" ADD COLUMN "snoozed_until" timestamptz;
--> statement-breakpoint
ALTER TABLE "estimates" ADD COLUMN "last_looked_at" timestamptz;
--> statement-breakpoint
CREATE TABLE "tunes" (
	"workspace_id" text NOT NULL,
	"id" uuid NOT NULL,
	"estimate_id" uuid NOT NULL,
	"body" jsonb NOT NULL,
	"retrain_by" date,
	"ends_on" date,
	"created_by" text NOT NULL,
	"created_at" timestamptz NOT NULL,
	PRIMARY KEY ("workspace_id", "id"),
	FOREIGN KEY ("workspace_id", "estimate_id")
		REFERENCES "estimates" ("workspace_id", "id") ON DELETE CASCADE
);
--> statement-breakpoint
CREATE INDEX "tunes_by_estimate" ON "tunes" ("workspace_id", "estimate_id");
--> statement-breakpoint
CREATE TABLE "actuals" (
	"workspace_id" text NOT NULL,
	"estimate_id" uuid NOT NULL,
	"period" text NOT NULL,
	"from_day" date NOT NULL,
	"to_day" date NOT NULL,
	"body" jsonb NOT NULL,
	"created_by" text NOT NULL,
	"created_at" timestamptz NOT NULL,
	PRIMARY KEY ("workspace_id", "estimate_id", "period"),
	FOREIGN KEY ("workspace_id", "estimate_id")
		REFERENCES "estimates" ("workspace_id", "id") ON DELETE CASCADE
);
--> statement-breakpoint
CREATE TABLE "feedback" (
	"workspace_id" text NOT NULL,
	"id" uuid NOT NULL,
	"is_right" boolean NOT NULL,
	"reason" text,
	"decision" jsonb NOT NULL,
	"created_by" text NOT NULL,
	"created_at" timestamptz NOT NULL,
	PRIMARY KEY ("workspace_id", "id")
);
--> statement-breakpoint
CREATE INDEX "feedback_by_time" ON "feedback" ("created_at");
--> statement-breakpoint
CREATE TABLE "budgets" (
	"workspace_id" text NOT NULL,
	"estimate_id" uuid NOT NULL,
	"usd_per_month" double precision NOT NULL,
	"created_by" text NOT NULL,
	"created_at" timestamptz NOT NULL,
	"updated_at" timestamptz NOT NULL,
	"measured" jsonb,
	"passed_at" timestamptz,
	"trend_at" timestamptz,
	PRIMARY KEY ("workspace_id", "estimate_id"),
	FOREIGN KEY ("workspace_id", "estimate_id")
		REFERENCES "estimates" ("workspace_id", "id") ON DELETE CASCADE
);
