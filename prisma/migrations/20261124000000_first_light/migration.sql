-- CreateEnum
CREATE TYPE "origin_kind" AS ENUM ('BUILDBOT', 'GITHUB_ACTIONS', 'GITLAB_CI', 'JENKINS', 'CDEVENTS', 'CUSTOM');

-- CreateEnum
CREATE TYPE "build_state" AS ENUM ('RUNNING', 'FINISHED');

-- CreateEnum
CREATE TYPE "step_state" AS ENUM ('PENDING', 'RUNNING', 'FINISHED');

-- CreateEnum
CREATE TYPE "result" AS ENUM ('SUCCESS', 'WARNINGS', 'FAILURE', 'SKIPPED', 'EXCEPTION', 'RETRY', 'CANCELLED');

-- CreateEnum
CREATE TYPE "log_type" AS ENUM ('STDIO', 'TEXT', 'HTML');

-- CreateEnum
CREATE TYPE "event_type" AS ENUM ('CHANGE_ADDED', 'BUILD_REQUESTED', 'BUILD_REQUEST_FINISHED', 'BUILD_STARTED', 'BUILD_UPDATED', 'BUILD_FINISHED', 'STEP_STARTED', 'STEP_UPDATED', 'STEP_FINISHED', 'LOG_STARTED', 'LOG_FINISHED', 'ORIGIN_UPDATED', 'MASTER_UPDATED', 'PROJECT_UPDATED', 'BUILDER_UPDATED', 'WORKER_UPDATED', 'WORKER_CONNECTED', 'WORKER_LOST');

-- CreateEnum
CREATE TYPE "scope" AS ENUM ('READ', 'REPORT', 'ADMIN');

-- CreateEnum
CREATE TYPE "webhook_pause" AS ENUM ('REQUESTED', 'FAILING', 'GONE', 'EXPIRED');

-- CreateTable
CREATE TABLE "origin" (
    "id" BIGINT NOT NULL,
    "name" TEXT NOT NULL,
    "kind" "origin_kind" NOT NULL,
    "url" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "heard_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "origin_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "master" (
    "id" BIGINT NOT NULL,
    "origin_id" BIGINT NOT NULL,
    "name" TEXT NOT NULL,
    "active" BOOLEAN NOT NULL,
    "last_active_at" TIMESTAMPTZ(3),

    CONSTRAINT "master_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "project" (
    "id" BIGINT NOT NULL,
    "origin_id" BIGINT NOT NULL,
    "name" TEXT NOT NULL,
    "description" TEXT,
    "url" TEXT,

    CONSTRAINT "project_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "builder" (
    "id" BIGINT NOT NULL,
    "origin_id" BIGINT NOT NULL,
    "project_id" BIGINT,
    "name" TEXT NOT NULL,
    "description" TEXT,
    "tags" TEXT[],
    "last_number" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "builder_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "worker" (
    "id" BIGINT NOT NULL,
    "origin_id" BIGINT NOT NULL,
    "name" TEXT NOT NULL,
    "connected" BOOLEAN NOT NULL,
    "connection_changed_at" TIMESTAMPTZ(3),
    "info" JSONB,

    CONSTRAINT "worker_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "source_stamp" (
    "id" BIGINT NOT NULL,
    "origin_id" BIGINT NOT NULL,
    "codebase" TEXT NOT NULL,
    "repository" TEXT NOT NULL,
    "branch" TEXT,
    "revision" TEXT,
    "project" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "first_started_at" TIMESTAMPTZ(3),
    "digest" BYTEA NOT NULL,

    CONSTRAINT "source_stamp_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "patch" (
    "source_stamp_id" BIGINT NOT NULL,
    "author" TEXT,
    "comment" TEXT,
    "level" INTEGER NOT NULL,
    "subdirectory" TEXT,
    "body" TEXT,

    CONSTRAINT "patch_pkey" PRIMARY KEY ("source_stamp_id")
);

-- CreateTable
CREATE TABLE "change" (
    "id" BIGINT NOT NULL,
    "origin_id" BIGINT NOT NULL,
    "key" TEXT NOT NULL,
    "author" TEXT NOT NULL,
    "committer" TEXT,
    "message" TEXT NOT NULL,
    "revision" TEXT,
    "branch" TEXT,
    "repository" TEXT NOT NULL,
    "codebase" TEXT NOT NULL,
    "project" TEXT,
    "category" TEXT,
    "url" TEXT,
    "files" TEXT[],
    "properties" JSONB NOT NULL DEFAULT '[]',
    "committed_at" TIMESTAMPTZ(3) NOT NULL,
    "committed_guessed" BOOLEAN NOT NULL DEFAULT false,
    "source_stamp_id" BIGINT NOT NULL,

    CONSTRAINT "change_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "buildset" (
    "id" BIGINT NOT NULL,
    "origin_id" BIGINT NOT NULL,
    "key" TEXT NOT NULL,
    "reason" TEXT,
    "external_id" TEXT,
    "submitted_at" TIMESTAMPTZ(3) NOT NULL,
    "submitted_guessed" BOOLEAN NOT NULL DEFAULT false,
    "parent_build_id" BIGINT,
    "rebuild_of_id" BIGINT,

    CONSTRAINT "buildset_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "buildset_source_stamp" (
    "buildset_id" BIGINT NOT NULL,
    "codebase" TEXT NOT NULL,
    "source_stamp_id" BIGINT NOT NULL,

    CONSTRAINT "buildset_source_stamp_pkey" PRIMARY KEY ("buildset_id","codebase")
);

-- CreateTable
CREATE TABLE "build_request" (
    "id" BIGINT NOT NULL,
    "origin_id" BIGINT NOT NULL,
    "key" TEXT NOT NULL,
    "buildset_id" BIGINT NOT NULL,
    "builder_id" BIGINT NOT NULL,
    "priority" INTEGER NOT NULL,
    "submitted_at" TIMESTAMPTZ(3) NOT NULL,
    "submitted_guessed" BOOLEAN NOT NULL DEFAULT false,
    "claimed_at" TIMESTAMPTZ(3),
    "completed_at" TIMESTAMPTZ(3),
    "completed_guessed" BOOLEAN NOT NULL DEFAULT false,
    "result" "result",

    CONSTRAINT "build_request_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "build" (
    "id" BIGINT NOT NULL,
    "origin_id" BIGINT NOT NULL,
    "key" TEXT NOT NULL,
    "builder_id" BIGINT,
    "number" INTEGER,
    "started_at" TIMESTAMPTZ(3),
    "started_guessed" BOOLEAN NOT NULL DEFAULT false,
    "completed_at" TIMESTAMPTZ(3),
    "completed_guessed" BOOLEAN NOT NULL DEFAULT false,
    "state" "build_state" NOT NULL,
    "result" "result",
    "state_string" TEXT NOT NULL,
    "reason" TEXT,
    "url" TEXT,
    "requested_at" TIMESTAMPTZ(3),
    "worker_id" BIGINT,
    "master_id" BIGINT,
    "build_request_id" BIGINT,
    "awaited_request_key" TEXT,
    "parent_build_id" BIGINT,
    "rebuild_of_id" BIGINT,
    "lost" BOOLEAN NOT NULL DEFAULT false,
    "heard_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "build_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "build_source_stamp" (
    "build_id" BIGINT NOT NULL,
    "codebase" TEXT NOT NULL,
    "source_stamp_id" BIGINT NOT NULL,
    "builder_id" BIGINT,

    CONSTRAINT "build_source_stamp_pkey" PRIMARY KEY ("build_id","codebase")
);

-- CreateTable
CREATE TABLE "verdict" (
    "build_id" BIGINT NOT NULL,
    "builder_id" BIGINT NOT NULL,
    "line" UUID NOT NULL,
    "good" BOOLEAN NOT NULL,
    "place" BIGINT[],

    CONSTRAINT "verdict_pkey" PRIMARY KEY ("build_id")
);

-- CreateTable
CREATE TABLE "property" (
    "build_id" BIGINT NOT NULL,
    "name" TEXT NOT NULL,
    "value" JSONB NOT NULL,
    "source" TEXT,

    CONSTRAINT "property_pkey" PRIMARY KEY ("build_id","name")
);

-- CreateTable
CREATE TABLE "step" (
    "id" BIGINT NOT NULL,
    "build_id" BIGINT NOT NULL,
    "key" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "name" TEXT,
    "state" "step_state" NOT NULL,
    "result" "result",
    "state_string" TEXT NOT NULL,
    "started_at" TIMESTAMPTZ(3),
    "started_guessed" BOOLEAN NOT NULL DEFAULT false,
    "completed_at" TIMESTAMPTZ(3),
    "completed_guessed" BOOLEAN NOT NULL DEFAULT false,
    "hidden" BOOLEAN,
    "urls" JSONB NOT NULL,
    "lost" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "step_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "log" (
    "id" BIGINT NOT NULL,
    "step_id" BIGINT NOT NULL,
    "name" TEXT NOT NULL,
    "type" "log_type" NOT NULL,
    "complete" BOOLEAN NOT NULL,
    "line_count" INTEGER NOT NULL,
    "byte_count" BIGINT NOT NULL,
    "expected_line_count" INTEGER,

    CONSTRAINT "log_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "log_chunk" (
    "log_id" BIGINT NOT NULL,
    "first_line" INTEGER NOT NULL,
    "line_count" INTEGER NOT NULL,
    "content" BYTEA NOT NULL,

    CONSTRAINT "log_chunk_pkey" PRIMARY KEY ("log_id","first_line")
);

-- CreateTable
CREATE TABLE "event" (
    "seq" BIGSERIAL NOT NULL,
    "type" "event_type" NOT NULL,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL,
    "origin_id" BIGINT NOT NULL,
    "build_id" BIGINT,
    "subject_id" BIGINT NOT NULL,
    "moment" JSONB NOT NULL,

    CONSTRAINT "event_pkey" PRIMARY KEY ("seq")
);

-- CreateTable
CREATE TABLE "event_log" (
    "id" INTEGER NOT NULL,
    "log_id" TEXT NOT NULL,
    "pruned_through" BIGINT NOT NULL DEFAULT 0,
    "next_id_block" BIGINT NOT NULL DEFAULT 1,

    CONSTRAINT "event_log_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "silence_watch" (
    "id" INTEGER NOT NULL,
    "listened_at" TIMESTAMPTZ(3) NOT NULL,
    "deaf" JSONB NOT NULL,

    CONSTRAINT "silence_watch_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "token" (
    "id" BIGINT NOT NULL,
    "name" TEXT NOT NULL,
    "scopes" "scope"[],
    "hash" BYTEA NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "revoked_at" TIMESTAMPTZ(3),

    CONSTRAINT "token_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "delivery" (
    "id" BIGINT NOT NULL,
    "adapter" TEXT NOT NULL,
    "origin" TEXT NOT NULL,
    "received_at" TIMESTAMPTZ(3) NOT NULL,
    "body" BYTEA NOT NULL,
    "applied_at" TIMESTAMPTZ(3),
    "problem" TEXT,

    CONSTRAINT "delivery_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "webhook" (
    "id" BIGINT NOT NULL,
    "url" TEXT NOT NULL,
    "filter" TEXT NOT NULL,
    "secret" TEXT NOT NULL,
    "old_secret" TEXT,
    "old_secret_until" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "position" BIGINT NOT NULL,
    "paused_for" "webhook_pause",
    "failures" INTEGER NOT NULL DEFAULT 0,
    "failing_since" TIMESTAMPTZ(3),
    "next_attempt_at" TIMESTAMPTZ(3),
    "attempt_count" INTEGER NOT NULL DEFAULT 0,
    "lease" UUID,
    "leased_until" TIMESTAMPTZ(3),

    CONSTRAINT "webhook_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "webhook_attempt" (
    "webhook_id" BIGINT NOT NULL,
    "number" INTEGER NOT NULL,
    "position" BIGINT NOT NULL,
    "type" TEXT NOT NULL,
    "attempted_at" TIMESTAMPTZ(3) NOT NULL,
    "duration_ms" INTEGER NOT NULL,
    "status" INTEGER,
    "problem" TEXT,
    "excerpt" TEXT,

    CONSTRAINT "webhook_attempt_pkey" PRIMARY KEY ("webhook_id","number")
);

-- CreateIndex
CREATE UNIQUE INDEX "origin_name_key" ON "origin"("name");

-- CreateIndex
CREATE UNIQUE INDEX "master_origin_id_name_key" ON "master"("origin_id", "name");

-- CreateIndex
CREATE UNIQUE INDEX "project_origin_id_name_key" ON "project"("origin_id", "name");

-- CreateIndex
CREATE INDEX "builder_project_id_idx" ON "builder"("project_id");

-- CreateIndex
CREATE INDEX "builder_tags_idx" ON "builder" USING GIN ("tags");

-- CreateIndex
CREATE UNIQUE INDEX "builder_origin_id_name_key" ON "builder"("origin_id", "name");

-- CreateIndex
CREATE UNIQUE INDEX "worker_origin_id_name_key" ON "worker"("origin_id", "name");

-- CreateIndex
CREATE UNIQUE INDEX "source_stamp_digest_key" ON "source_stamp"("digest");

-- CreateIndex
CREATE INDEX "source_stamp_created_at_id_idx" ON "source_stamp"("created_at", "id");

-- CreateIndex
CREATE INDEX "source_stamp_revision_idx" ON "source_stamp"("revision" text_pattern_ops) WHERE "revision" IS NOT NULL;

-- CreateIndex
CREATE INDEX "source_stamp_branch_created_at_id_idx" ON "source_stamp"("branch", "created_at", "id");

-- CreateIndex
CREATE INDEX "source_stamp_first_started_at_id_idx" ON "source_stamp"("first_started_at", "id");

-- CreateIndex
CREATE INDEX "source_stamp_branch_first_started_at_id_idx" ON "source_stamp"("branch", "first_started_at", "id");

-- Written by hand: a repository's address can be longer than what an index takes.
CREATE INDEX "source_stamp_repository_first_started_at_id_idx" ON "source_stamp"((md5("repository")::uuid), "first_started_at", "id");

-- CreateIndex
CREATE INDEX "source_stamp_codebase_first_started_at_id_idx" ON "source_stamp"("codebase", "first_started_at", "id");

-- CreateIndex
CREATE INDEX "change_source_stamp_id_committed_at_id_idx" ON "change"("source_stamp_id", "committed_at", "id");

-- CreateIndex
CREATE INDEX "change_committed_at_id_idx" ON "change"("committed_at", "id");

-- CreateIndex
CREATE INDEX "change_revision_idx" ON "change"("revision" text_pattern_ops) WHERE "revision" IS NOT NULL;

-- Written by hand: what names a branch of a code base can be longer than what an index takes.
CREATE INDEX "change_line_idx" ON "change"("origin_id", (md5("codebase" || ' ' || "repository" || ' ' || coalesce("branch", ''))::uuid), "committed_at", "id");

-- CreateIndex
CREATE UNIQUE INDEX "change_origin_id_key_key" ON "change"("origin_id", "key");

-- CreateIndex
CREATE INDEX "buildset_parent_build_id_idx" ON "buildset"("parent_build_id");

-- CreateIndex
CREATE UNIQUE INDEX "buildset_origin_id_key_key" ON "buildset"("origin_id", "key");

-- CreateIndex
CREATE INDEX "buildset_source_stamp_source_stamp_id_idx" ON "buildset_source_stamp"("source_stamp_id");

-- CreateIndex
CREATE INDEX "build_request_buildset_id_submitted_at_id_idx" ON "build_request"("buildset_id", "submitted_at", "id");

-- CreateIndex
CREATE INDEX "build_request_builder_id_submitted_at_id_idx" ON "build_request"("builder_id", "submitted_at", "id");

-- CreateIndex
CREATE INDEX "build_request_submitted_at_id_idx" ON "build_request"("submitted_at", "id");

-- CreateIndex
CREATE UNIQUE INDEX "build_request_origin_id_key_key" ON "build_request"("origin_id", "key");

-- CreateIndex
CREATE INDEX "build_started_at_id_idx" ON "build"("started_at", "id");

-- CreateIndex
CREATE INDEX "build_builder_id_started_at_id_idx" ON "build"("builder_id", "started_at", "id");

-- CreateIndex
CREATE INDEX "build_worker_id_started_at_id_idx" ON "build"("worker_id", "started_at", "id");

-- CreateIndex
CREATE INDEX "build_build_request_id_started_at_id_idx" ON "build"("build_request_id", "started_at", "id");

-- CreateIndex
CREATE INDEX "build_parent_build_id_started_at_id_idx" ON "build"("parent_build_id", "started_at", "id");

-- Few builds repeat another, so only those are in here.
CREATE INDEX "build_rebuild_of_idx" ON "build"("rebuild_of_id", "started_at", "id") WHERE "rebuild_of_id" IS NOT NULL;
CREATE INDEX "buildset_rebuild_of_idx" ON "buildset"("rebuild_of_id") WHERE "rebuild_of_id" IS NOT NULL;

-- CreateIndex
CREATE INDEX "build_origin_id_awaited_request_key_idx" ON "build"("origin_id", "awaited_request_key");

-- CreateIndex
CREATE UNIQUE INDEX "build_origin_id_key_key" ON "build"("origin_id", "key");

-- CreateIndex
CREATE UNIQUE INDEX "build_builder_id_number_key" ON "build"("builder_id", "number");

-- Written by hand: Prisma knows no partial indexes, and leaves them alone.
CREATE INDEX "build_running_idx" ON "build"("id") WHERE "state" = 'RUNNING' AND "started_at" IS NOT NULL;
CREATE INDEX "build_finished_idx" ON "build"("completed_at", "id")
  INCLUDE ("origin_id", "builder_id", "result", "started_at", "requested_at", "lost")
  WHERE "completed_at" IS NOT NULL AND "started_at" IS NOT NULL;
CREATE INDEX "build_unsuccessful_idx" ON "build"("result", "started_at", "id") WHERE "result" <> 'SUCCESS';
CREATE INDEX "build_duration_idx" ON "build"((greatest(extract(epoch from "completed_at" - "started_at"), 0))) WHERE "completed_at" IS NOT NULL;
CREATE INDEX "property_hash_idx" ON "property"((jsonb_hash_extended("value", hashtextextended("name", 0))));
-- So that the planner knows how rare an author and a duration are.
CREATE STATISTICS "change_author" ON (lower("author")) FROM "change";
CREATE STATISTICS "build_duration" ON (greatest(extract(epoch from "completed_at" - "started_at"), 0)) FROM "build";

-- CreateIndex
CREATE INDEX "build_source_stamp_source_stamp_id_builder_id_build_id_idx" ON "build_source_stamp"("source_stamp_id", "builder_id", "build_id");

-- CreateIndex
CREATE INDEX "verdict_builder_id_line_good_place_idx" ON "verdict"("builder_id", "line", "good", "place");

-- CreateIndex
CREATE UNIQUE INDEX "step_build_id_key_key" ON "step"("build_id", "key");

-- CreateIndex
CREATE INDEX "step_build_id_number_id_idx" ON "step"("build_id", "number", "id");

-- Written by hand, as above.
CREATE INDEX "step_unfinished_idx" ON "step"("build_id") WHERE "state" <> 'FINISHED';

-- CreateIndex
CREATE UNIQUE INDEX "log_step_id_name_key" ON "log"("step_id", "name");

-- Written by hand, as above.
CREATE INDEX "log_open_idx" ON "log"("step_id") WHERE NOT "complete";

-- CreateIndex
CREATE INDEX "event_build_id_seq_idx" ON "event"("build_id", "seq");

-- CreateIndex
CREATE UNIQUE INDEX "token_hash_key" ON "token"("hash");

-- CreateIndex
CREATE INDEX "token_created_at_id_idx" ON "token"("created_at", "id");

-- CreateIndex
CREATE INDEX "delivery_received_at_id_idx" ON "delivery"("received_at", "id");

-- CreateIndex
CREATE INDEX "webhook_created_at_id_idx" ON "webhook"("created_at", "id");

-- AddForeignKey
ALTER TABLE "master" ADD CONSTRAINT "master_origin_id_fkey" FOREIGN KEY ("origin_id") REFERENCES "origin"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "project" ADD CONSTRAINT "project_origin_id_fkey" FOREIGN KEY ("origin_id") REFERENCES "origin"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "builder" ADD CONSTRAINT "builder_origin_id_fkey" FOREIGN KEY ("origin_id") REFERENCES "origin"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "builder" ADD CONSTRAINT "builder_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "worker" ADD CONSTRAINT "worker_origin_id_fkey" FOREIGN KEY ("origin_id") REFERENCES "origin"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "source_stamp" ADD CONSTRAINT "source_stamp_origin_id_fkey" FOREIGN KEY ("origin_id") REFERENCES "origin"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "patch" ADD CONSTRAINT "patch_source_stamp_id_fkey" FOREIGN KEY ("source_stamp_id") REFERENCES "source_stamp"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "change" ADD CONSTRAINT "change_origin_id_fkey" FOREIGN KEY ("origin_id") REFERENCES "origin"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "change" ADD CONSTRAINT "change_source_stamp_id_fkey" FOREIGN KEY ("source_stamp_id") REFERENCES "source_stamp"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "buildset" ADD CONSTRAINT "buildset_origin_id_fkey" FOREIGN KEY ("origin_id") REFERENCES "origin"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "buildset" ADD CONSTRAINT "buildset_parent_build_id_fkey" FOREIGN KEY ("parent_build_id") REFERENCES "build"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "buildset" ADD CONSTRAINT "buildset_rebuild_of_id_fkey" FOREIGN KEY ("rebuild_of_id") REFERENCES "build"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "buildset_source_stamp" ADD CONSTRAINT "buildset_source_stamp_buildset_id_fkey" FOREIGN KEY ("buildset_id") REFERENCES "buildset"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "buildset_source_stamp" ADD CONSTRAINT "buildset_source_stamp_source_stamp_id_fkey" FOREIGN KEY ("source_stamp_id") REFERENCES "source_stamp"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "build_request" ADD CONSTRAINT "build_request_origin_id_fkey" FOREIGN KEY ("origin_id") REFERENCES "origin"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "build_request" ADD CONSTRAINT "build_request_buildset_id_fkey" FOREIGN KEY ("buildset_id") REFERENCES "buildset"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "build_request" ADD CONSTRAINT "build_request_builder_id_fkey" FOREIGN KEY ("builder_id") REFERENCES "builder"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "build" ADD CONSTRAINT "build_origin_id_fkey" FOREIGN KEY ("origin_id") REFERENCES "origin"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "build" ADD CONSTRAINT "build_builder_id_fkey" FOREIGN KEY ("builder_id") REFERENCES "builder"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "build" ADD CONSTRAINT "build_worker_id_fkey" FOREIGN KEY ("worker_id") REFERENCES "worker"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "build" ADD CONSTRAINT "build_master_id_fkey" FOREIGN KEY ("master_id") REFERENCES "master"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "build" ADD CONSTRAINT "build_build_request_id_fkey" FOREIGN KEY ("build_request_id") REFERENCES "build_request"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "build" ADD CONSTRAINT "build_parent_build_id_fkey" FOREIGN KEY ("parent_build_id") REFERENCES "build"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "build" ADD CONSTRAINT "build_rebuild_of_id_fkey" FOREIGN KEY ("rebuild_of_id") REFERENCES "build"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "build_source_stamp" ADD CONSTRAINT "build_source_stamp_build_id_fkey" FOREIGN KEY ("build_id") REFERENCES "build"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "build_source_stamp" ADD CONSTRAINT "build_source_stamp_source_stamp_id_fkey" FOREIGN KEY ("source_stamp_id") REFERENCES "source_stamp"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "verdict" ADD CONSTRAINT "verdict_build_id_fkey" FOREIGN KEY ("build_id") REFERENCES "build"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "property" ADD CONSTRAINT "property_build_id_fkey" FOREIGN KEY ("build_id") REFERENCES "build"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "step" ADD CONSTRAINT "step_build_id_fkey" FOREIGN KEY ("build_id") REFERENCES "build"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "log" ADD CONSTRAINT "log_step_id_fkey" FOREIGN KEY ("step_id") REFERENCES "step"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "log_chunk" ADD CONSTRAINT "log_chunk_log_id_fkey" FOREIGN KEY ("log_id") REFERENCES "log"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "webhook_attempt" ADD CONSTRAINT "webhook_attempt_webhook_id_fkey" FOREIGN KEY ("webhook_id") REFERENCES "webhook"("id") ON DELETE CASCADE ON UPDATE CASCADE;
