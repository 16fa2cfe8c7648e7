package io.egress.operations;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;

import io.egress.testing.Owner;
import io.egress.testing.RealPostgresAndRedis;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;

/** In a rolling upgrade, and on the way back, services find tables that the next release has migrated. */
@QuarkusTest
@QuarkusTestResource(RealPostgresAndRedis.class)
class NextReleasesTablesTest {
    @Inject
    Flyway flyway;

    @Test
    void aServiceStartsOnThem() {
        Owner.run("""
                INSERT INTO flyway_schema_history
                (installed_rank, version, description, type, script, checksum, installed_by, execution_time, success)
                VALUES (9999, '9999', 'of the next release', 'SQL', 'V9999__of_the_next_release.sql', 1, 'owner', 1, true)""");
        try {
            assertDoesNotThrow(() -> flyway.migrate());
        } finally {
            Owner.run("DELETE FROM flyway_schema_history WHERE installed_rank = 9999");
        }
    }
}
