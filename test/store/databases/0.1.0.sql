
SET statement_timeout = 0;
SET lock_timeout = 0;
SET idle_in_transaction_session_timeout = 0;
SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;
SELECT pg_catalog.set_config('search_path', '', false);
SET check_function_bodies = false;
SET xmloption = content;
SET client_min_messages = warning;
SET row_security = off;

CREATE SCHEMA drizzle;

SET default_tablespace = '';

SET default_table_access_method = heap;

CREATE TABLE drizzle.__drizzle_migrations (
    id integer NOT NULL,
    hash text NOT NULL,
    created_at bigint
);

CREATE SEQUENCE drizzle.__drizzle_migrations_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;

ALTER SEQUENCE drizzle.__drizzle_migrations_id_seq OWNED BY drizzle.__drizzle_migrations.id;

CREATE TABLE public.accepted_requests (
    workspace_id text NOT NULL,
    id uuid NOT NULL,
    owner uuid NOT NULL,
    user_id text NOT NULL,
    channel_id text,
    thread_ts text,
    asked text NOT NULL,
    accepted_at timestamp with time zone DEFAULT now() NOT NULL,
    lease_until timestamp with time zone NOT NULL
);

CREATE TABLE public.claims (
    workspace_id text NOT NULL,
    key text NOT NULL,
    claimed_at timestamp with time zone NOT NULL,
    expires_at timestamp with time zone NOT NULL
);

CREATE TABLE public.digest_runs (
    workspace_id text NOT NULL,
    subscription_id uuid NOT NULL,
    week text NOT NULL,
    state text NOT NULL,
    due_at timestamp with time zone NOT NULL,
    attempts integer DEFAULT 0 NOT NULL,
    content jsonb,
    message_ts text,
    problem text,
    told_at timestamp with time zone,
    updated_at timestamp with time zone NOT NULL,
    covers_until timestamp with time zone,
    intended_at timestamp with time zone,
    anchor_ts text,
    not_before timestamp with time zone,
    untellable boolean DEFAULT false NOT NULL
);

CREATE TABLE public.estimates (
    workspace_id text NOT NULL,
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    name text NOT NULL,
    workload jsonb NOT NULL,
    decision jsonb NOT NULL,
    channel_id text,
    created_by text NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    watched boolean NOT NULL,
    latest jsonb
);

CREATE TABLE public.home_viewers (
    workspace_id text NOT NULL,
    user_id text NOT NULL,
    opened_at timestamp with time zone NOT NULL
);

CREATE TABLE public.install_states (
    id text NOT NULL,
    expires_at timestamp with time zone NOT NULL
);

CREATE TABLE public.installations (
    id text NOT NULL,
    is_organisation boolean NOT NULL,
    sealed text NOT NULL,
    installed_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    refused_at timestamp with time zone
);

CREATE TABLE public.price_books (
    version text NOT NULL,
    log_seq bigint NOT NULL,
    registry_checked_on text,
    recorded_at timestamp with time zone NOT NULL
);

CREATE TABLE public.price_events (
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    fingerprint text NOT NULL,
    sync_id uuid,
    seen_at timestamp with time zone NOT NULL,
    kind text NOT NULL,
    status text NOT NULL,
    product text NOT NULL,
    platform text NOT NULL,
    body jsonb NOT NULL,
    decided_at timestamp with time zone,
    decided_by text
);

CREATE TABLE public.price_log (
    seq bigint NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    layer text NOT NULL,
    operation text NOT NULL,
    entity text NOT NULL,
    entity_id text NOT NULL,
    body jsonb
);

ALTER TABLE public.price_log ALTER COLUMN seq ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.price_log_seq_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.registry_rows (
    key text NOT NULL,
    body jsonb NOT NULL,
    first_seen_at timestamp with time zone NOT NULL,
    changed_at timestamp with time zone NOT NULL,
    removed_at timestamp with time zone
);

CREATE TABLE public.registry_syncs (
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    seq bigint NOT NULL,
    started_at timestamp with time zone NOT NULL,
    finished_at timestamp with time zone NOT NULL,
    url text NOT NULL,
    outcome text NOT NULL,
    problem_code text,
    problem text,
    etag text,
    sha256 text,
    last_updated text,
    counts jsonb NOT NULL
);

ALTER TABLE public.registry_syncs ALTER COLUMN seq ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.registry_syncs_seq_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.subscriptions (
    workspace_id text NOT NULL,
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    channel_id text NOT NULL,
    created_by text NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    schedule jsonb NOT NULL,
    content jsonb NOT NULL,
    status text NOT NULL,
    paused_because text,
    next_run_at timestamp with time zone NOT NULL,
    covered_until timestamp with time zone NOT NULL
);

CREATE TABLE public.workspace_settings (
    workspace_id text NOT NULL,
    version integer NOT NULL,
    body jsonb NOT NULL,
    changed_by text NOT NULL,
    changed_by_name text NOT NULL,
    changed_at timestamp with time zone NOT NULL
);

ALTER TABLE ONLY drizzle.__drizzle_migrations ALTER COLUMN id SET DEFAULT nextval('drizzle.__drizzle_migrations_id_seq'::regclass);

INSERT INTO drizzle.__drizzle_migrations VALUES (1, 'b773ef6b9001139c691847dc174e0900a56f063dc3f41f7ec163c3c3a84cd66b', 1795219200000);
INSERT INTO drizzle.__drizzle_migrations VALUES (2, '7d7514dd2c4837bfc61c0955a35141b25e691b9ae40e710f414a60de54f39a91', 1795219200002);
INSERT INTO drizzle.__drizzle_migrations VALUES (3, '39ccf50214417117cf43bf48dca0ae7495663fa632ebe93e35ef7501b3ae20f8', 1795219200003);
INSERT INTO drizzle.__drizzle_migrations VALUES (4, 'd1ac783f4242befb1d8de880a5e8d899064cdc53b0e44976aade4b393bc7cdfc', 1795219200004);
INSERT INTO drizzle.__drizzle_migrations VALUES (5, '5012e34452ebfd7b934745f1e41547fde24ab4685e1e0cd248837c353e3a23df', 1795219200005);
INSERT INTO drizzle.__drizzle_migrations VALUES (6, '13cc635b4f3a62f80e3d7d8d7abece03729451b2c6fccf2a61abd0f89b739338', 1795219200006);

INSERT INTO public.accepted_requests VALUES ('T1', '00000000-0000-4000-8000-000000000005', '00000000-0000-4000-8000-000000000006', 'U1', NULL, NULL, '/ftcost help', '2026-11-30 11:53:11.30777+00', '2026-11-22 10:00:15+00');

INSERT INTO public.claims VALUES ('T1', 'k', '2026-11-22 10:00:00+00', '2026-11-22 11:00:00+00');

INSERT INTO public.digest_runs VALUES ('T1', '00000000-0000-4000-8000-000000000002', '2026-W47', 'posted', '2026-11-16 08:00:00+00', 1, NULL, NULL, NULL, NULL, '2026-11-16 08:00:00+00', NULL, NULL, NULL, NULL, false);

INSERT INTO public.estimates VALUES ('T1', '00000000-0000-4000-8000-000000000001', 'Ticket triage', '{"tokens": {"user": 200, "output": 100}, "volume": {"queriesPerDay": 500}, "current": {"model": "gpt-4o"}}', '{"asOf": "2026-11-22", "planId": "keep", "approach": "prompting", "headline": "Keep GPT-4o.", "chosenUsd": 1, "planTitle": "Keep GPT-4o", "presentUsd": 1, "unresolved": false, "upfrontUsd": 0, "bookVersion": "v", "paybackDays": null}', 'C1', 'U1', '2026-11-22 10:00:00+00', '2026-11-22 10:00:00+00', true, NULL);

INSERT INTO public.home_viewers VALUES ('T1', 'U1', '2026-11-22 10:00:00+00');

INSERT INTO public.installations VALUES ('T1', false, 'v1.00000000.AAAA', '2026-11-22 09:00:00+00', '2026-11-22 09:00:00+00', NULL);

INSERT INTO public.registry_syncs OVERRIDING SYSTEM VALUE VALUES ('00000000-0000-4000-8000-000000000003', 1, '2026-11-22 04:17:00+00', '2026-11-22 04:17:02+00', 'https://registry.example/prices.json', 'unchanged', NULL, NULL, NULL, NULL, NULL, '{"rows": 0}');
INSERT INTO public.registry_syncs OVERRIDING SYSTEM VALUE VALUES ('00000000-0000-4000-8000-000000000004', 2, '2026-11-23 04:17:00+00', '2026-11-23 04:17:02+00', 'https://registry.example/prices.json', 'unchanged', NULL, NULL, NULL, NULL, NULL, '{"rows": 0}');

INSERT INTO public.subscriptions VALUES ('T1', '00000000-0000-4000-8000-000000000002', 'C1', 'U1', '2026-11-22 10:00:00+00', '2026-11-22 10:00:00+00', '{"hour": 9, "weekday": 1, "timeZone": "Europe/Berlin"}', '{"include": ["decisions", "prices"], "leastUsd": 0, "quietWeek": "one-line", "leastShare": 0}', 'active', NULL, '2026-11-23 08:00:00+00', '2026-11-22 10:00:00+00');

INSERT INTO public.workspace_settings VALUES ('T1', 1, '{"editors": "admins", "negotiated": [], "engineerMonthlyUsd": 20000}', 'U1', 'ada', '2026-11-22 10:00:00+00');

SELECT pg_catalog.setval('drizzle.__drizzle_migrations_id_seq', 6, true);

SELECT pg_catalog.setval('public.price_log_seq_seq', 1, false);

SELECT pg_catalog.setval('public.registry_syncs_seq_seq', 2, true);

ALTER TABLE ONLY drizzle.__drizzle_migrations
    ADD CONSTRAINT __drizzle_migrations_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.accepted_requests
    ADD CONSTRAINT accepted_requests_pkey PRIMARY KEY (workspace_id, id);

ALTER TABLE ONLY public.claims
    ADD CONSTRAINT claims_pkey PRIMARY KEY (workspace_id, key);

ALTER TABLE ONLY public.digest_runs
    ADD CONSTRAINT digest_runs_pkey PRIMARY KEY (workspace_id, subscription_id, week);

ALTER TABLE ONLY public.estimates
    ADD CONSTRAINT estimates_pkey PRIMARY KEY (workspace_id, id);

ALTER TABLE ONLY public.home_viewers
    ADD CONSTRAINT home_viewers_pkey PRIMARY KEY (workspace_id, user_id);

ALTER TABLE ONLY public.install_states
    ADD CONSTRAINT install_states_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.installations
    ADD CONSTRAINT installations_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.price_books
    ADD CONSTRAINT price_books_pkey PRIMARY KEY (version);

ALTER TABLE ONLY public.price_events
    ADD CONSTRAINT price_events_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.price_log
    ADD CONSTRAINT price_log_pkey PRIMARY KEY (seq);

ALTER TABLE ONLY public.registry_rows
    ADD CONSTRAINT registry_rows_pkey PRIMARY KEY (key);

ALTER TABLE ONLY public.registry_syncs
    ADD CONSTRAINT registry_syncs_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.subscriptions
    ADD CONSTRAINT subscriptions_pkey PRIMARY KEY (workspace_id, id);

ALTER TABLE ONLY public.subscriptions
    ADD CONSTRAINT subscriptions_workspace_id_channel_id_key UNIQUE (workspace_id, channel_id);

ALTER TABLE ONLY public.workspace_settings
    ADD CONSTRAINT workspace_settings_pkey PRIMARY KEY (workspace_id, version);

CREATE INDEX accepted_requests_by_lease ON public.accepted_requests USING btree (lease_until);

CREATE INDEX accepted_requests_by_owner ON public.accepted_requests USING btree (owner);

CREATE INDEX claims_by_expiry ON public.claims USING btree (expires_at);

CREATE INDEX digest_runs_by_state ON public.digest_runs USING btree (state, updated_at);

CREATE INDEX estimates_by_channel ON public.estimates USING btree (workspace_id, channel_id);

CREATE INDEX install_states_by_expiry ON public.install_states USING btree (expires_at);

CREATE INDEX price_events_by_status ON public.price_events USING btree (status, seen_at);

CREATE INDEX price_events_by_time ON public.price_events USING btree (seen_at);

CREATE UNIQUE INDEX price_events_to_decide ON public.price_events USING btree (fingerprint) WHERE (status = ANY (ARRAY['held'::text, 'accepted'::text, 'rejected'::text, 'disputed'::text]));

CREATE INDEX price_log_by_entity ON public.price_log USING btree (layer, entity, entity_id, seq);

CREATE INDEX price_log_by_time ON public.price_log USING btree (recorded_at);

CREATE INDEX registry_syncs_by_seq ON public.registry_syncs USING btree (seq);

CREATE INDEX subscriptions_due ON public.subscriptions USING btree (status, next_run_at);

ALTER TABLE ONLY public.digest_runs
    ADD CONSTRAINT digest_runs_workspace_id_subscription_id_fkey FOREIGN KEY (workspace_id, subscription_id) REFERENCES public.subscriptions(workspace_id, id) ON DELETE CASCADE;

ALTER TABLE ONLY public.price_events
    ADD CONSTRAINT price_events_sync_id_fkey FOREIGN KEY (sync_id) REFERENCES public.registry_syncs(id);

