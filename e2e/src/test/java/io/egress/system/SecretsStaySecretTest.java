package io.egress.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.egress.secrecy.Secrecy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Whatever the contract marks as secret goes in and is seen nowhere, in no form that gives it away. */
class SecretsStaySecretTest {
    @Test
    void noFieldThatIsMarkedAsSecretIsSeenAnywhere() throws Exception {
        var checkout = Path.of("..").toAbsolutePath().normalize();
        var data = Files.createDirectories(Path.of("target")).toAbsolutePath().resolve("secrecy-" + System.nanoTime());
        var secrecy = Secrecy.tried(checkout, data);

        assertEquals(List.of(), secrecy.unplanted(), "say in Plantings how to bring a canary into a new field");
        assertTrue(secrecy.called());
        for (var place : List.of(
                "answers",
                "table trunk",
                "table audit_entry",
                "Redis egress:2:trunks",
                "file logs/service.log",
                "file kamailio/",
                "file redis/")) {
            assertTrue(secrecy.sees(place, "canary-trunk"), "nothing was seen in " + place);
        }
        assertTrue(secrecy.sees("file logs/service.log", "TRACE"), "the service logged all it can");
        assertTrue(secrecy.sees("SIP", "Proxy-Authorization: Digest"));
        assertEquals(List.of(), secrecy.hits());
    }
}
