package io.egress.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.egress.client.ApiClient;
import io.egress.client.ApiException;
import io.egress.client.JSON;
import io.egress.client.api.BaseNumbersApi;
import io.egress.client.api.EgressTrunksApi;
import io.egress.client.model.BaseNumberRequest;
import io.egress.client.model.Problem;
import io.egress.client.model.TrunkPatch;
import io.egress.client.model.TrunkRequest;
import io.egress.contract.Node;
import io.egress.launch.Product;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.function.Executable;

/** A script's whole story by the clients that are generated from openapi.yaml: create, link, change, delete. */
@ExtendWith(RunningProduct.class)
class GeneratedClientsTest {
    private static final String TRUNK_ID = "by-java";
    private static final String NUMBER = "+4930771002";

    @Test
    void javaTellsTheWholeStory(Product product) throws Exception {
        var client = new ApiClient();
        client.updateBaseUri(product.api().origin());
        client.setRequestInterceptor(request -> request.header("Authorization", "Bearer " + product.token()));
        var trunks = new EgressTrunksApi(client);
        var numbers = new BaseNumbersApi(client);

        numbers.createBaseNumber(new BaseNumberRequest().number(NUMBER).name("Of the story"));
        var invalid = refused(422, () -> trunks.createEgressTrunk(wanted().authPass(null)));
        assertEquals(
                List.of("/authPass"),
                invalid.getErrors().stream().map(error -> error.getPointer()).toList());
        var created = trunks.createEgressTrunk(wanted());
        assertTrue(created.getAuthPassSet());
        assertEquals(50, created.getPriority());

        trunks.linkBaseNumber(NUMBER, TRUNK_ID, null);
        assertEquals(List.of(NUMBER), trunks.listBaseNumbersOfEgressTrunk(TRUNK_ID, null));
        assertEquals(List.of(TRUNK_ID), numbers.getBaseNumber(NUMBER, null).getEgressTrunks());

        var tag = trunks.getEgressTrunkWithHttpInfo(TRUNK_ID, null)
                .getHeaders()
                .get("ETag")
                .get(0);
        var changed =
                trunks.patchEgressTrunk(TRUNK_ID, new TrunkPatch().priority(70).authRealm("carrier"), tag);
        assertEquals(70, changed.getPriority());
        assertEquals("carrier", changed.getAuthRealm());
        assertTrue(changed.getAuthPassSet());
        refused(412, () -> trunks.patchEgressTrunk(TRUNK_ID, new TrunkPatch().priority(10), tag));
        var removed = trunks.patchEgressTrunk(TRUNK_ID, new TrunkPatch().authRealm(null), null);
        assertNull(removed.getAuthRealm());
        assertEquals(List.of(NUMBER), removed.getBaseNumbers());

        refused(409, () -> trunks.deleteEgressTrunk(TRUNK_ID, null, null));
        trunks.deleteEgressTrunk(TRUNK_ID, true, null);
        refused(404, () -> trunks.getEgressTrunk(TRUNK_ID, null));
        numbers.deleteBaseNumber(NUMBER, null, null);
    }

    private static TrunkRequest wanted() {
        return new TrunkRequest()
                .trunkId(TRUNK_ID)
                .name("By Java")
                .sipUri("sip:127.0.0.1:5999")
                .enabled(true)
                .transport(TrunkRequest.TransportEnum.UDP)
                .authMethod(TrunkRequest.AuthMethodEnum.DIGEST)
                .authUser("script")
                .authPass("of the story")
                .callerIdMode(TrunkRequest.CallerIdModeEnum.BASE_NUMBER);
    }

    private static Problem refused(int status, Executable request) throws Exception {
        var refusal = assertThrows(ApiException.class, request);
        assertEquals(status, refusal.getCode(), refusal.getResponseBody());
        return JSON.getDefault().getMapper().readValue(refusal.getResponseBody(), Problem.class);
    }

    @Test
    void typeScriptTellsTheWholeStory(Product product) {
        var compiled = Node.compile(".");
        assertEquals(0, compiled.status(), compiled.out());
        var told = Node.script(
                Path.of("target/story/contract/story.js"),
                Map.of("ORIGIN", product.api().origin(), "TOKEN", product.token()));
        assertEquals(0, told.status(), told.out());
    }
}
