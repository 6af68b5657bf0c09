package uk.nsirs.triage.pathway;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Lets one instance after the other prepare the database it starts on: each finds what the one before has made, and
 * makes what is missing.
 */
@Component
public final class OneStartAtATime {

    private static final long LOCK = 7_240_001L;

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;

    OneStartAtATime(JdbcClient jdbc, TransactionTemplate transaction) {
        this.jdbc = jdbc;
        this.transaction = transaction;
    }

    /** Does {@code preparation} in a transaction of its own, when no other instance on this database is in one. */
    public void prepare(Runnable preparation) {
        transaction.executeWithoutResult(status -> {
            jdbc.sql("select pg_advisory_xact_lock(?)").param(LOCK).query().listOfRows();
            preparation.run();
        });
    }
}
