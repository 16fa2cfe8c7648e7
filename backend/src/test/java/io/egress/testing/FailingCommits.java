package io.egress.testing;

import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Lets PostgreSQL refuse, at the very end, every transaction that has added an audit entry. */
public final class FailingCommits implements AutoCloseable {
    /** Those who would complain at length of what is done on purpose. */
    private static final List<Logger> COMPLAINING =
            List.of(Logger.getLogger("io.egress.problem"), Logger.getLogger("com.arjuna.ats.jta"));

    public FailingCommits() {
        Owner.run("""
                CREATE FUNCTION refuse_to_commit() RETURNS trigger LANGUAGE plpgsql AS $$
                BEGIN
                    RAISE EXCEPTION 'the disk is full' USING ERRCODE = '53100';
                END $$;
                CREATE CONSTRAINT TRIGGER commits_fail AFTER INSERT ON audit_entry DEFERRABLE INITIALLY DEFERRED
                    FOR EACH ROW EXECUTE FUNCTION refuse_to_commit()""");
        COMPLAINING.forEach(logger -> logger.setLevel(Level.OFF));
    }

    @Override
    public void close() {
        COMPLAINING.forEach(logger -> logger.setLevel(null));
        Owner.run("DROP TRIGGER commits_fail ON audit_entry; DROP FUNCTION refuse_to_commit()");
    }
}
