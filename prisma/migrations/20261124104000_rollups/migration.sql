-- What finished builds amount to, by hour, day and week (docs/decisions/0025-roll-ups.md). A trigger keeps it, in the transaction that writes the builds.

-- CreateEnum
CREATE TYPE "rollup_grain" AS ENUM ('HOUR', 'DAY', 'WEEK', 'BUILDER_DAY', 'BUILDER_WEEK');

-- CreateTable
CREATE TABLE "rollup" (
    "grain" "rollup_grain" NOT NULL,
    "start" TIMESTAMPTZ(3) NOT NULL,
    "origin_id" BIGINT NOT NULL,
    "builder_id" BIGINT NOT NULL,
    "result" "result" NOT NULL,
    "count" INTEGER NOT NULL,
    "kept" INTEGER NOT NULL,
    "duration_count" INTEGER NOT NULL,
    "duration_ms" BIGINT NOT NULL,
    "durations" TEXT NOT NULL,
    "queue_count" INTEGER NOT NULL,
    "queue_ms" BIGINT NOT NULL,
    "queues" TEXT NOT NULL,

    CONSTRAINT "rollup_pkey" PRIMARY KEY ("grain","start","origin_id","builder_id","result")
);

-- Written by hand from here on. Rows are written again and again while their hour or day lasts: with room beside them, no index is touched.
ALTER TABLE "rollup" SET (fillfactor = 70);

-- CreateTable
CREATE TABLE "rollup_fill" (
    "id" INTEGER NOT NULL,
    "filled_through" BIGINT NOT NULL DEFAULT 0,
    "complete" BOOLEAN NOT NULL,

    CONSTRAINT "rollup_fill_pkey" PRIMARY KEY ("id")
);

-- What a build adds to a roll-up, or takes from it: `counted` is 1 or -1, and 0 when it is only not kept any more.
CREATE TYPE "rollup_entry" AS (
    "counted" INTEGER,
    "kept" INTEGER,
    "origin_id" BIGINT,
    "builder_id" BIGINT,
    "result" "result",
    "completed_at" TIMESTAMPTZ,
    "duration_ms" BIGINT,
    "queue_ms" BIGINT
);

-- How long something took: milliseconds, and never less than none, since clocks differ.
CREATE FUNCTION "rollup_ms"("since" TIMESTAMPTZ, "until" TIMESTAMPTZ) RETURNS BIGINT LANGUAGE sql IMMUTABLE AS
$$ SELECT CASE WHEN "until" > "since" THEN round(date_part('epoch', "until" - "since") * 1000) WHEN "until" <= "since" THEN 0 END::bigint $$;

-- The bucket of a DDSketch, with a logarithmic mapping and an accuracy of 1 percent, that so many milliseconds fall into; -1 for none.
CREATE FUNCTION "rollup_bucket"("ms" BIGINT) RETURNS INTEGER LANGUAGE sql IMMUTABLE AS
$$ SELECT CASE WHEN "ms" <= 0 THEN -1 ELSE ceil(ln("ms"::double precision) / ln(1.01::double precision / 0.99)) END::integer $$;

-- A sketch is text, ' 310:4 311:2 ': buckets, each with how many are in it, in any order. It is read by the thousand, and PostgreSQL
-- hands text out as it is. Adds to a sketch the counts of another, each of which may be negative; buckets with nothing in them go.
CREATE FUNCTION "rollup_merge"("sketch" TEXT, "added" TEXT) RETURNS TEXT LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE
    "item" TEXT;
    "bucket" TEXT;
    "place" INTEGER;
    "was" TEXT;
    "now" INTEGER;
BEGIN
    IF "added" = '' THEN
        RETURN "sketch";
    END IF;
    -- Few are found in the text; many are counted together.
    IF length("added") > 200 THEN
        RETURN (
            SELECT coalesce(' ' || string_agg(c."number" || ':' || c."count", ' ' ORDER BY c."number") || ' ', '')
            FROM (
                SELECT split_part("each", ':', 1)::integer AS "number", sum(split_part("each", ':', 2)::integer) AS "count"
                FROM unnest(string_to_array(trim("sketch" || "added"), ' ')) AS "all"("each") WHERE "each" <> ''
                GROUP BY 1
            ) c
            WHERE c."count" <> 0
        );
    END IF;
    FOREACH "item" IN ARRAY string_to_array(trim("added"), ' ') LOOP
        CONTINUE WHEN "item" = '';
        "bucket" := split_part("item", ':', 1);
        "now" := split_part("item", ':', 2)::integer;
        "place" := strpos("sketch", ' ' || "bucket" || ':');
        IF "place" > 0 THEN
            "was" := split_part(substr("sketch", "place" + length("bucket") + 2, 20), ' ', 1);
            "now" := "now" + "was"::integer;
            "sketch" := left("sketch", "place") || substr("sketch", "place" + length("bucket") + length("was") + 3);
        END IF;
        IF "now" <> 0 THEN
            "sketch" := CASE WHEN "sketch" = '' THEN ' ' ELSE "sketch" END || "bucket" || ':' || "now" || ' ';
        END IF;
    END LOOP;
    RETURN CASE WHEN "sketch" = ' ' THEN '' ELSE "sketch" END;
END $$;

-- Adds entries to the roll-ups that they belong to.
CREATE FUNCTION "rollup_apply"("entries" "rollup_entry"[]) RETURNS VOID LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO "rollup" AS r (
        "grain", "start", "origin_id", "builder_id", "result", "count", "kept",
        "duration_count", "duration_ms", "durations", "queue_count", "queue_ms", "queues"
    )
    SELECT
        g."grain"::"rollup_grain", g."start", e."origin_id", g."builder_id", e."result", sum(e."counted"), sum(e."kept"),
        coalesce(sum(e."counted") FILTER (WHERE e."duration_ms" IS NOT NULL), 0),
        coalesce(sum(e."counted" * e."duration_ms"), 0),
        "rollup_merge"('', coalesce(string_agg(' ' || "rollup_bucket"(e."duration_ms") || ':' || e."counted", '') FILTER (WHERE e."counted" <> 0), '')),
        coalesce(sum(e."counted") FILTER (WHERE e."queue_ms" IS NOT NULL), 0),
        coalesce(sum(e."counted" * e."queue_ms"), 0),
        "rollup_merge"('', coalesce(string_agg(' ' || "rollup_bucket"(e."queue_ms") || ':' || e."counted", '') FILTER (WHERE e."counted" <> 0), ''))
    FROM unnest("entries") e
    CROSS JOIN LATERAL (VALUES
        ('HOUR', date_trunc('hour', e."completed_at", 'UTC'), 0),
        ('DAY', date_trunc('day', e."completed_at", 'UTC'), 0),
        ('WEEK', date_trunc('week', e."completed_at", 'UTC'), 0),
        ('BUILDER_DAY', date_trunc('day', e."completed_at", 'UTC'), e."builder_id"),
        ('BUILDER_WEEK', date_trunc('week', e."completed_at", 'UTC'), e."builder_id")
    ) g("grain", "start", "builder_id")
    GROUP BY 1, 2, 3, 4, 5
    -- What is written by several at once is written in one order.
    ORDER BY 1, 2, 3, 4, 5
    ON CONFLICT ("grain", "start", "origin_id", "builder_id", "result") DO UPDATE SET
        "count" = r."count" + excluded."count",
        "kept" = r."kept" + excluded."kept",
        "duration_count" = r."duration_count" + excluded."duration_count",
        "duration_ms" = r."duration_ms" + excluded."duration_ms",
        "durations" = "rollup_merge"(r."durations", excluded."durations"),
        "queue_count" = r."queue_count" + excluded."queue_count",
        "queue_ms" = r."queue_ms" + excluded."queue_ms",
        "queues" = "rollup_merge"(r."queues", excluded."queues");
END $$;

-- What a build adds, or takes where `sign` is -1. Builds that were lost have no duration: their ends are guesses.
CREATE FUNCTION "rollup_entry_of"(
    "sign" INTEGER, "kept" INTEGER, "origin_id" BIGINT, "builder_id" BIGINT, "result" "result",
    "requested_at" TIMESTAMPTZ, "started_at" TIMESTAMPTZ, "completed_at" TIMESTAMPTZ, "lost" BOOLEAN
) RETURNS "rollup_entry" LANGUAGE sql IMMUTABLE AS $$
    SELECT ROW(
        "sign", "kept", "origin_id", coalesce("builder_id", 0), "result", "completed_at",
        CASE WHEN NOT "lost" THEN "rollup_ms"("started_at", "completed_at") END, "rollup_ms"("requested_at", "started_at")
    )::"rollup_entry"
$$;

-- The id up to which builds are in the roll-ups: those after it are still to be counted, as they are then, by the one who fills them.
-- Until that is done writers and he take turns.
CREATE FUNCTION "rollup_filled_through"() RETURNS BIGINT LANGUAGE plpgsql AS $$
BEGIN
    IF (SELECT "complete" FROM "rollup_fill" WHERE "id" = 1) THEN
        RETURN 9223372036854775807;
    END IF;
    PERFORM pg_advisory_xact_lock_shared(5282004);
    RETURN (SELECT CASE WHEN "complete" THEN 9223372036854775807 ELSE "filled_through" END FROM "rollup_fill" WHERE "id" = 1);
END $$;

CREATE FUNCTION "rollup_follow"() RETURNS TRIGGER LANGUAGE plpgsql AS $$
DECLARE
    "entries" "rollup_entry"[];
    "through" BIGINT;
BEGIN
    IF TG_OP = 'INSERT' THEN
        IF NOT EXISTS (SELECT FROM "after" WHERE "completed_at" IS NOT NULL) THEN
            RETURN NULL;
        END IF;
        "through" := "rollup_filled_through"();
        "entries" := array(
            SELECT "rollup_entry_of"(1, 1, "origin_id", "builder_id", "result", "requested_at", "started_at", "completed_at", "lost")
            FROM "after" WHERE "completed_at" IS NOT NULL AND "started_at" IS NOT NULL AND "id" <= "through");
    ELSIF TG_OP = 'UPDATE' THEN
        IF NOT EXISTS (
            SELECT FROM "before" b JOIN "after" a USING ("id")
            WHERE (b."completed_at" IS NOT NULL OR a."completed_at" IS NOT NULL)
                AND (b."builder_id", b."result", b."requested_at", b."started_at", b."completed_at", b."lost")
                    IS DISTINCT FROM (a."builder_id", a."result", a."requested_at", a."started_at", a."completed_at", a."lost")
        ) THEN
            RETURN NULL;
        END IF;
        "through" := "rollup_filled_through"();
        "entries" := array(
            SELECT "rollup_entry_of"("sign", "sign", "origin_id", "builder_id", "result", "requested_at", "started_at", "completed_at", "lost")
            FROM (SELECT -1 AS "sign", * FROM "before" UNION ALL SELECT 1, * FROM "after") changed
            WHERE "completed_at" IS NOT NULL AND "started_at" IS NOT NULL AND "id" <= "through");
    ELSE
        -- What is removed for its age has been: only how many there are to be listed has changed.
        "through" := "rollup_filled_through"();
        "entries" := array(
            SELECT "rollup_entry_of"(0, -1, "origin_id", "builder_id", "result", NULL, "started_at", "completed_at", true)
            FROM "before" WHERE "completed_at" IS NOT NULL AND "started_at" IS NOT NULL AND "id" <= "through");
    END IF;
    IF cardinality("entries") > 0 THEN
        PERFORM "rollup_apply"("entries");
    END IF;
    RETURN NULL;
END $$;

CREATE TRIGGER "rollup_insert" AFTER INSERT ON "build"
    REFERENCING NEW TABLE AS "after" FOR EACH STATEMENT EXECUTE FUNCTION "rollup_follow"();
CREATE TRIGGER "rollup_update" AFTER UPDATE ON "build"
    REFERENCING OLD TABLE AS "before" NEW TABLE AS "after" FOR EACH STATEMENT EXECUTE FUNCTION "rollup_follow"();
CREATE TRIGGER "rollup_delete" AFTER DELETE ON "build"
    REFERENCING OLD TABLE AS "before" FOR EACH STATEMENT EXECUTE FUNCTION "rollup_follow"();

-- Counts the next builds that are not in the roll-ups yet, at most so many, and returns how many it has looked at; notes when all are.
CREATE FUNCTION "rollup_fill_some"("most" INTEGER) RETURNS INTEGER LANGUAGE plpgsql AS $$
DECLARE
    "ids" BIGINT[];
BEGIN
    PERFORM pg_advisory_xact_lock(5282004);
    IF (SELECT "complete" FROM "rollup_fill" WHERE "id" = 1) THEN
        RETURN 0;
    END IF;
    "ids" := array(
        SELECT "id" FROM "build" WHERE "id" > (SELECT "filled_through" FROM "rollup_fill" WHERE "id" = 1) ORDER BY "id" LIMIT "most");
    PERFORM "rollup_apply"(array(
        SELECT "rollup_entry_of"(1, 1, "origin_id", "builder_id", "result", "requested_at", "started_at", "completed_at", "lost")
        FROM "build" WHERE "id" = ANY("ids") AND "completed_at" IS NOT NULL AND "started_at" IS NOT NULL));
    UPDATE "rollup_fill" SET "complete" = cardinality("ids") < "most",
        "filled_through" = coalesce("ids"[cardinality("ids")], "filled_through")
    WHERE "id" = 1;
    RETURN cardinality("ids");
END $$;

-- A server counts the builds that are there already, while it serves.
INSERT INTO "rollup_fill" ("id", "complete") SELECT 1, NOT EXISTS (SELECT FROM "build");
