package io.egress.trunk;

import static io.egress.trunk.TrunkApi.create;
import static io.egress.trunk.TrunkApi.digest;
import static io.egress.trunk.TrunkApi.get;
import static io.egress.trunk.TrunkApi.ipOnly;
import static io.egress.trunk.TrunkApi.newId;
import static io.egress.trunk.TrunkApi.replace;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.egress.testing.RealPostgresAndRedis;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is saved in a trunk is what is shown of it, and what is left out goes back to its default. */
@QuarkusTest
@QuarkusTestResource(RealPostgresAndRedis.class)
class TrunkFieldsApiTest {
    @Test
    void carriersHabitsAreKeptAndForgotten() {
        var trunk = digest(newId("habits"), "secret");
        var habits = Map.<String, Object>of(
                "fromDomain",
                "ims.acme.example",
                "fromUser",
                "auth_user",
                "identityHeader",
                "rpid",
                "numberFormat",
                "national",
                "countryCode",
                "49",
                "userPhone",
                true,
                "outboundProxy",
                "sip:proxy.acme.example:5070",
                "maxConcurrentCalls",
                7,
                "ringTimeout",
                45);
        trunk.putAll(habits);
        create(trunk).statusCode(201);
        var id = (String) trunk.get("trunkId");
        var shown = get(id).statusCode(200);
        habits.forEach((name, value) -> shown.body(name, equalTo(value)));

        habits.keySet().forEach(trunk::remove);
        replace(id, trunk)
                .statusCode(200)
                .body("fromDomain", nullValue())
                .body("fromUser", equalTo("caller"))
                .body("identityHeader", equalTo("pai"))
                .body("numberFormat", equalTo("e164_plus"))
                .body("countryCode", nullValue())
                .body("userPhone", equalTo(false))
                .body("outboundProxy", nullValue())
                .body("maxConcurrentCalls", equalTo(0))
                .body("ringTimeout", nullValue());
    }

    @Test
    void allowedIpsBelongToATrunkWhateverItsMethodIs() {
        var trunk = ipOnly(newId("inside"));
        trunk.put("allowedIps", List.of("192.0.2.7", "198.51.100.0/24"));
        create(trunk).statusCode(201).body("allowedIps", equalTo(List.of("192.0.2.7/32", "198.51.100.0/24")));
        var id = (String) trunk.get("trunkId");
        trunk.putAll(digest(id, "secret"));
        trunk.put("authMethod", "ip_and_digest");
        replace(id, trunk)
                .statusCode(200)
                .body("authMethod", equalTo("ip_and_digest"))
                .body("allowedIps", equalTo(List.of("192.0.2.7/32", "198.51.100.0/24")));
        trunk.remove("allowedIps");
        replace(id, trunk).statusCode(422).body("errors.pointer", equalTo(List.of("/allowedIps")));
        trunk.put("authMethod", "registration");
        trunk.put("sipUri", "sip:4930555@sip.acme.example");
        replace(id, trunk)
                .statusCode(200)
                .body("allowedIps", empty())
                .body("sipUri", equalTo("sip:4930555@sip.acme.example"));
    }
}
