-- AlterEnum
ALTER TYPE "event_type" ADD VALUE 'TEST_RESULTS_REPORTED';

-- CreateTable
CREATE TABLE "test" (
    "id" BIGSERIAL NOT NULL,
    "origin_id" BIGINT NOT NULL,
    "suite" TEXT NOT NULL,
    "class_name" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "digest" UUID NOT NULL,

    CONSTRAINT "test_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "test_report" (
    "id" BIGINT NOT NULL,
    "build_id" BIGINT NOT NULL,
    "key" TEXT NOT NULL,
    "step_id" BIGINT,
    "taken" JSONB NOT NULL,

    CONSTRAINT "test_report_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "test_summary" (
    "build_id" BIGINT NOT NULL,
    "passed" INTEGER NOT NULL,
    "failed" INTEGER NOT NULL,
    "errored" INTEGER NOT NULL,
    "skipped" INTEGER NOT NULL,
    "duration_ms" BIGINT NOT NULL,

    CONSTRAINT "test_summary_pkey" PRIMARY KEY ("build_id")
);

-- CreateTable
CREATE TABLE "test_result" (
    "build_id" BIGINT NOT NULL,
    "report_id" BIGINT NOT NULL,
    "position" INTEGER NOT NULL,
    "test_id" BIGINT NOT NULL,
    "started_at" TIMESTAMPTZ(3),
    "duration_ms" INTEGER,
    "outcome" SMALLINT NOT NULL,
    "retried" BOOLEAN NOT NULL,

    CONSTRAINT "test_result_pkey" PRIMARY KEY ("build_id","report_id","position")
);

-- CreateTable
CREATE TABLE "test_detail" (
    "build_id" BIGINT NOT NULL,
    "report_id" BIGINT NOT NULL,
    "position" INTEGER NOT NULL,
    "message" TEXT,
    "output" TEXT,
    "file" TEXT,
    "line" INTEGER,

    CONSTRAINT "test_detail_pkey" PRIMARY KEY ("build_id","report_id","position")
);

-- CreateIndex
CREATE UNIQUE INDEX "test_digest_key" ON "test"("digest");

-- CreateIndex
CREATE INDEX "test_report_step_id_idx" ON "test_report"("step_id");

-- CreateIndex
CREATE UNIQUE INDEX "test_report_build_id_key_key" ON "test_report"("build_id", "key");

-- CreateIndex
CREATE INDEX "test_result_history_idx" ON "test_result"("test_id", "started_at", "build_id", "report_id", "position");

-- AddForeignKey
ALTER TABLE "test" ADD CONSTRAINT "test_origin_id_fkey" FOREIGN KEY ("origin_id") REFERENCES "origin"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "test_report" ADD CONSTRAINT "test_report_build_id_fkey" FOREIGN KEY ("build_id") REFERENCES "build"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "test_report" ADD CONSTRAINT "test_report_step_id_fkey" FOREIGN KEY ("step_id") REFERENCES "step"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "test_summary" ADD CONSTRAINT "test_summary_build_id_fkey" FOREIGN KEY ("build_id") REFERENCES "build"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "test_result" ADD CONSTRAINT "test_result_build_id_fkey" FOREIGN KEY ("build_id") REFERENCES "build"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "test_detail" ADD CONSTRAINT "test_detail_build_id_fkey" FOREIGN KEY ("build_id") REFERENCES "build"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- The order of lists of tests. Names can be longer than an index takes.
CREATE INDEX "test_name_idx" ON "test" (left("name", 200) COLLATE "C", "id");

-- What is looked for in a build: the few results that did not pass.
CREATE INDEX "test_result_unpassed_idx" ON "test_result" ("build_id", "report_id", "position") WHERE "outcome" <> 0;
