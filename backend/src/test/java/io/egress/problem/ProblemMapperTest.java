package io.egress.problem;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import jakarta.transaction.RollbackException;
import java.sql.SQLException;
import javax.transaction.xa.XAException;
import org.junit.jupiter.api.Test;

class ProblemMapperTest {
    @Test
    void aDatabaseThatDiesDuringTheCommitIsAwayAsAnyOther() {
        var failure = new XAException("Error trying to transactionCommit local transaction");
        failure.initCause(new SQLException("An I/O error occurred while sending to the backend.", "08006"));
        // As the transaction manager reports it.
        var rollback = new RollbackException("ARJUNA016053: Could not commit transaction.");
        rollback.addSuppressed(failure);
        var answer = new ProblemMapper().ofAll(new IllegalStateException("Error invoking subclass method", rollback));
        assertEquals(503, answer.getStatus());
        assertNotNull(answer.getHeaderString("Retry-After"));
    }
}
