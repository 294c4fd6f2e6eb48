-- AlterTable
ALTER TABLE "delivery" ADD COLUMN     "attempts" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "delivery_key" TEXT,
ADD COLUMN     "headers" JSONB NOT NULL DEFAULT '{}',
ADD COLUMN     "leased_until" TIMESTAMPTZ(3),
ADD COLUMN     "lessee" TEXT;

-- It compresses some ten times as fast, and nearly as well. Not every PostgreSQL is built with it.
DO $$
BEGIN
    ALTER TABLE "delivery" ALTER COLUMN "body" SET COMPRESSION lz4;
EXCEPTION
    WHEN feature_not_supported OR invalid_parameter_value THEN NULL;
END
$$;

-- CreateTable
CREATE TABLE "hook" (
    "id" BIGINT NOT NULL,
    "adapter" TEXT NOT NULL,
    "origin" TEXT NOT NULL,
    "secret" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "hook_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "hook_adapter_origin_idx" ON "hook"("adapter", "origin");

-- CreateIndex
CREATE INDEX "hook_created_at_id_idx" ON "hook"("created_at", "id");

-- CreateIndex
CREATE UNIQUE INDEX "delivery_adapter_origin_delivery_key_key" ON "delivery"("adapter", "origin", "delivery_key");

-- What waits to be applied: only ever a few, of a table with millions.
CREATE INDEX "delivery_waiting_idx" ON "delivery"("id") WHERE "applied_at" IS NULL;

-- What could not be applied.
CREATE INDEX "delivery_unapplied_idx" ON "delivery"("received_at", "id") WHERE "problem" IS NOT NULL;
