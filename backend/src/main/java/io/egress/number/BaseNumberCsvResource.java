package io.egress.number;

import io.egress.problem.ProblemDetails;
import io.egress.web.Parameters;
import io.egress.web.Role;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/api/v1/base-numbers")
@Blocking
@Tag(name = "Base numbers")
@SecurityRequirement(name = "token")
class BaseNumberCsvResource {
    private static final String CSV = "text/csv";

    private final NumberImport numbers;
    private final NumberExport export;

    BaseNumberCsvResource(NumberImport numbers, NumberExport export) {
        this.numbers = numbers;
        this.export = export;
    }

    @POST
    @RolesAllowed(Role.EDITOR)
    @Path("import")
    @Consumes(CSV)
    @Produces({MediaType.APPLICATION_JSON, ProblemDetails.MEDIA_TYPE})
    @Operation(
            summary = "Import base numbers",
            description = "CSV in UTF-8, at most 2,000 lines below the first and 1 MiB, "
                    + "with comma, semicolon or tab. The first line names the columns: number, name, egressTrunks. Numbers that are "
                    + "not there are created; none is deleted. A column that is missing leaves what it is about as it is; an empty "
                    + "name is removed, and empty egressTrunks, which are trunk IDs with spaces between them, unlink all. All of it is "
                    + "stored at one revision, or nothing: each violation has the pointer /<line>/<column>, and the first 100 are "
                    + "told. With dryRun the answer is that of the import, and nothing is stored. "
                    + "A number may have separators and an apostrophe before it. Spreadsheets take +493012345 for a sum and drop the "
                    + "plus: without it a number is found that is there already, and none is created, since 493012345 may as well be "
                    + "one of another country without its code. Longer ones they round: import the column as text. "
                    + "At most 20,000 links change at once.")
    @RequestBody(required = true, content = @Content(mediaType = CSV, schema = @Schema(type = SchemaType.STRING)))
    @APIResponse(
            responseCode = "200",
            description = "What it did, or would do",
            content = @Content(schema = @Schema(implementation = ImportResponse.class)))
    public ImportResponse importBaseNumbers(
            @Parameter(schema = @Schema(type = SchemaType.BOOLEAN, defaultValue = "false")) @QueryParam("dryRun")
                    String dryRun,
            byte[] body) {
        var query = new Parameters();
        boolean dry = query.flag("dryRun", dryRun).orElse(false);
        query.throwIfAny();
        return dry ? numbers.tried(body) : numbers.done(body);
    }

    @GET
    @RolesAllowed(Role.VIEWER)
    @Path("export")
    @Produces({CSV, ProblemDetails.MEDIA_TYPE})
    @Operation(
            summary = "Export base numbers",
            description = "All of the team in the order of the numbers, as CSV (RFC 4180) in "
                    + "UTF-8 with a byte order mark: number, name, and egressTrunks, the IDs in winning order with spaces between them. "
                    + "An import takes it as it is. A name that a spreadsheet would take for a formula has an apostrophe before it. "
                    + "Numbers begin with their plus, which spreadsheets drop unless the column is imported as text.")
    @APIResponse(
            responseCode = "200",
            description = "All base numbers",
            content = @Content(mediaType = CSV, schema = @Schema(type = SchemaType.STRING)))
    public Response exportBaseNumbers() {
        StreamingOutput written = export::write;
        return Response.ok(written, CSV + ";charset=UTF-8")
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"base-numbers.csv\"")
                .build();
    }
}
