package io.egress.compose;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** What can be said of docker-compose.yml without an engine. */
class ComposeFileTest {
    private static final Path CHECKOUT = Path.of("..");
    private static final ObjectMapper JSON = new ObjectMapper();

    private static String text(String name) throws IOException {
        return Files.readString(CHECKOUT.resolve(name));
    }

    private static Set<String> all(String expression, String text) {
        return Pattern.compile(expression)
                .matcher(text)
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void itIsAsTheComposeSpecificationHasIt() throws IOException {
        var content = new Yaml(new SafeConstructor(new LoaderOptions())).load(text("docker-compose.yml"));
        try (var stream = ComposeFileTest.class.getResourceAsStream("/compose-spec.json")) {
            var schema = (ObjectNode) JSON.readTree(stream);
            // A name that is no URI, by which nothing refers to it.
            schema.remove("$id");
            assertEquals(
                    List.of(),
                    SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7)
                            .getSchema(schema)
                            .validate(JSON.valueToTree(content)));
        }
    }

    @Test
    void everySettingIsExplainedAndNoneThatThereIsNot() throws IOException {
        // Told to builds by whoever makes a release.
        var used = all("\\$\\{(EGRESS_[A-Z_0-9]+)", text("docker-compose.yml"));
        used.remove("EGRESS_REVISION");
        used.addAll(all("value (EGRESS_[A-Z_0-9]+)", text("deploy/make-env")));
        assertEquals(used, all("(?m)^(EGRESS_[A-Z_0-9]+)=", text(".env.example")));
    }

    @Test
    void imagesOfOthersAreOneVersionEach() throws IOException {
        for (var image : all("image: (docker.io/\\S+)", text("docker-compose.yml"))) {
            assertTrue(image.matches("docker\\.io/[a-z/-]+:v?\\d+\\.\\d+(\\.\\d+)?(-[a-z]+)?"), image);
        }
    }
}
