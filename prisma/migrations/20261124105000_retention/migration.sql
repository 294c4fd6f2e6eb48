-- CreateEnum
CREATE TYPE "removed_kind" AS ENUM ('BUILD', 'BUILD_REQUEST');

-- CreateTable
CREATE TABLE "retention" (
    "subject_id" BIGINT NOT NULL,
    "keep_days" INTEGER,
    "keep_builds" INTEGER,

    CONSTRAINT "retention_pkey" PRIMARY KEY ("subject_id")
);

-- CreateTable
CREATE TABLE "removed" (
    "origin_id" BIGINT NOT NULL,
    "kind" "removed_kind" NOT NULL,
    "key_digest" UUID NOT NULL,

    CONSTRAINT "removed_pkey" PRIMARY KEY ("origin_id","kind","key_digest")
);

-- CreateTable
CREATE TABLE "builder_branch" (
    "builder_id" BIGINT NOT NULL,
    "branch" TEXT NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "build_id" BIGINT NOT NULL,

    CONSTRAINT "builder_branch_pkey" PRIMARY KEY ("builder_id","branch")
);

-- CreateIndex
CREATE INDEX "builder_branch_build_id_idx" ON "builder_branch"("build_id");

-- AddForeignKey
ALTER TABLE "builder_branch" ADD CONSTRAINT "builder_branch_build_id_fkey" FOREIGN KEY ("build_id") REFERENCES "build"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Written by hand from here on. The branches of a builder, that which was built last at one end.
CREATE INDEX "builder_branch_builder_id_started_at_branch_idx" ON "builder_branch"("builder_id", "started_at", "branch" COLLATE "C");

-- What waits to be built: few of all requests.
CREATE INDEX "build_request_pending_idx" ON "build_request"("builder_id") WHERE "claimed_at" IS NULL AND "completed_at" IS NULL;

-- What is there already.
INSERT INTO "builder_branch" ("builder_id", "branch", "started_at", "build_id")
SELECT DISTINCT ON (b."builder_id", coalesce(s."branch", '')) b."builder_id", coalesce(s."branch", ''), b."started_at", b."id"
FROM "build" b
JOIN "build_source_stamp" l ON l."build_id" = b."id"
JOIN "source_stamp" s ON s."id" = l."source_stamp_id"
WHERE b."completed_at" IS NOT NULL AND b."started_at" IS NOT NULL
ORDER BY b."builder_id", coalesce(s."branch", ''), b."started_at" DESC, b."id" DESC;
