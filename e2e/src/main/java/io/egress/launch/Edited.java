package io.egress.launch;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Sources that somebody edits: Quarkus and Vite look at them and take up what changed. */
final class Edited implements Programs {
    @Override
    public List<String> service(Path checkout) {
        var backend = checkout.resolve("backend");
        return List.of(
                backend.resolve("mvnw").toString(),
                "-B",
                "-f",
                backend.resolve("pom.xml").toString(),
                "-Ddebug=false",
                "-Dquarkus.console.enabled=false",
                "-Dquarkus.test.continuous-testing=disabled",
                "-Dquarkus.analytics.disabled=true",
                "quarkus:dev");
    }

    @Override
    public Part web(Settings settings) {
        var page = settings.checkout().resolve("frontend");
        return new Part(
                "web",
                settings.logs(),
                List.of(
                        page.resolve("node_modules/.bin/vite").toString(),
                        page.toString(),
                        "--host",
                        "127.0.0.1",
                        "--port",
                        Integer.toString(settings.webPort()),
                        "--strictPort",
                        "--clearScreen",
                        "false"),
                Map.of("EGRESS_SERVICE", "http://127.0.0.1:" + settings.servicePort()));
    }
}
