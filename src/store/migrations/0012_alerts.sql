-- Alerts come by the protocol of digests, at an hour of the schedule: they need no table and no hours of their own.
DROP TABLE "alerts_sent";
--> statement-breakpoint
ALTER TABLE "subscriptions" DROP COLUMN "alerts", DROP COLUMN "quiet_from", DROP COLUMN "quiet_until";
--> statement-breakpoint
ALTER TABLE "subscriptions" ADD COLUMN "next_alert_at" timestamptz, ADD COLUMN "alerted_until" timestamptz;
--> statement-breakpoint
CREATE INDEX "subscriptions_alert_due" ON "subscriptions" ("status", "next_alert_at");
--> statement-breakpoint
-- What was seen, and when, is told by the next digest and the next alert of each channel: once by their windows.
ALTER TABLE "budgets" RENAME COLUMN "told_passed_at" TO "passed_at";
--> statement-breakpoint
ALTER TABLE "budgets" RENAME COLUMN "told_trend_at" TO "trend_at";
--> statement-breakpoint
ALTER TABLE "budgets" ADD COLUMN "measured" jsonb;
