package io.egress.openapi;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;

/** Completes the contract that was read from the annotations, in the order in which one step needs the other. */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public final class CompletedContract implements OASFilter {
    @Override
    public void filterOpenAPI(OpenAPI contract) {
        SchemaNames.improve(contract);
        Patches.derive(contract);
        Requests.close(contract);
        Parameters.describe(contract);
        Answers.complete(contract);
        Headers.tell(contract);
        BrowserSessions.offer(contract);
        Examples.attach(contract);
    }
}
