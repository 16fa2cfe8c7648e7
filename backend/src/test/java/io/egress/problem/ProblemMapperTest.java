package io.egress.problem;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import io.egress.trace.RequestId;
import jakarta.transaction.RollbackException;
import jakarta.ws.rs.core.Response;
import java.sql.SQLException;
import javax.transaction.xa.XAException;
import org.jboss.logging.MDC;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProblemMapperTest {
    private final ProblemMapper mapper = new ProblemMapper();

    @BeforeEach
    void aRequest() {
        MDC.put(RequestId.KEY, "deploy-42");
    }

    @AfterEach
    void isOver() {
        MDC.remove(RequestId.KEY);
    }

    private static ProblemDetails told(Response answer) {
        var details = (ProblemDetails) answer.getEntity();
        assertEquals(answer.getStatus(), details.status());
        return details;
    }

    @Test
    void aFaultOfOursTellsWhichRequestItWasAndNothingOfTheInside() {
        var answer = mapper.ofAll(new IllegalStateException("the password is hunter2"));
        assertEquals(500, answer.getStatus());
        assertEquals("deploy-42", told(answer).trace());
        assertFalse(told(answer).toString().contains("hunter2"));
    }

    @ParameterizedTest
    @CsvSource({
        "08006,503",
        "53300,503",
        "57014,503",
        "57P01,503",
        "55P03,503",
        "25P03,503",
        ",503",
        "40001,409",
        "40P01,409",
        "42P01,500",
        "22021,500"
    })
    void whatTheDatabaseSaysIsToldAsWhatItIs(String state, int status) {
        var answer = mapper.ofAll(new RuntimeException(new SQLException("relation trunk at 10.0.0.7", state)));
        assertEquals(status, answer.getStatus());
        assertEquals(status >= 500 ? "deploy-42" : null, told(answer).trace());
        assertEquals(status == 503 ? "5" : null, answer.getHeaderString("Retry-After"));
        assertFalse(told(answer).toString().contains("10.0.0.7"));
    }

    @Test
    void aDatabaseThatDiesDuringTheCommitIsAwayAsAnyOther() {
        var failure = new XAException("Error trying to transactionCommit local transaction");
        failure.initCause(new SQLException("An I/O error occurred while sending to the backend.", "08006"));
        // As the transaction manager reports it.
        var rollback = new RollbackException("ARJUNA016053: Could not commit transaction.");
        rollback.addSuppressed(failure);
        var answer = mapper.ofAll(new IllegalStateException("Error invoking subclass method", rollback));
        assertEquals(503, answer.getStatus());
        assertNotNull(answer.getHeaderString("Retry-After"));
    }
}
