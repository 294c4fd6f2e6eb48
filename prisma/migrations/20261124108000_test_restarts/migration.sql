-- CreateTable
CREATE TABLE "test_restart" (
    "build_id" BIGINT NOT NULL,
    "report_id" BIGINT NOT NULL,
    "position" INTEGER NOT NULL,

    CONSTRAINT "test_restart_pkey" PRIMARY KEY ("build_id")
);

-- AddForeignKey
ALTER TABLE "test_restart" ADD CONSTRAINT "test_restart_build_id_fkey" FOREIGN KEY ("build_id") REFERENCES "build"("id") ON DELETE CASCADE ON UPDATE CASCADE;
