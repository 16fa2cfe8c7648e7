package io.egress.openapi;

import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.headers.Header;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;

/** The headers of good answers: what can be changed with If-Match has an ETag; what a POST makes is to be found somewhere. */
final class Headers {
    private static final Header ETAG =
            Problems.header("The revision at which it last changed, for If-Match", SchemaType.STRING, "\"42\"");
    private static final Header LOCATION =
            Problems.header("Where it is", SchemaType.STRING, "/api/v1/egress-trunks/acme");

    private Headers() {}

    static void tell(OpenAPI contract) {
        var paths = contract.getPaths().getPathItems();
        PlacedOperation.of(contract).stream()
                .filter(placed -> placed.hasParameter("If-Match"))
                .map(PlacedOperation::path)
                .distinct()
                .forEach(path -> {
                    var item = paths.get(path);
                    var maker = maker(paths.get(path.substring(0, path.lastIndexOf('/'))));
                    Stream.of(item.getGET(), item.getPUT(), item.getPATCH(), maker)
                            .forEach(made -> add(made, "ETag", ETAG));
                    add(maker, "Location", LOCATION);
                });
    }

    private static Operation maker(PathItem collection) {
        return collection == null ? null : collection.getPOST();
    }

    private static void add(Operation operation, String name, Header header) {
        if (operation != null) {
            Stream.of("200", "201")
                    .map(operation.getResponses()::getAPIResponse)
                    .filter(answer -> answer != null && answer.getRef() == null)
                    .forEach(answer -> answer.addHeader(name, header));
        }
    }
}
