-- needs: 0038_who_confirmed
-- A program of before reads a missing address as none.
ALTER TABLE "federation_helpers" ALTER COLUMN "url" DROP NOT NULL;