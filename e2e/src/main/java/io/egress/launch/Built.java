package io.egress.launch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** What {@code make setup} built: the service's JAR, and nginx with the page's files. */
final class Built implements Programs {
    @Override
    public List<String> service(Path checkout) {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Xmx512m",
                "-jar",
                checkout.resolve("backend/target/quarkus-app/quarkus-run.jar").toString());
    }

    @Override
    public Part web(Settings settings) {
        var directory = Secrets.folder(settings.data().resolve("web"));
        var conf = directory.resolve("nginx.conf");
        try {
            var template = Files.readString(settings.checkout().resolve("frontend/nginx.conf.template"));
            Secrets.write(
                    conf,
                    template.replace("${EGRESS_WEB_DIR}", directory.toString())
                            .replace("${EGRESS_WEB_HOST}", "127.0.0.1")
                            .replace("${EGRESS_WEB_PORT}", Integer.toString(settings.webPort()))
                            .replace(
                                    "${EGRESS_WEB_ROOT}",
                                    settings.checkout().resolve("frontend/dist").toString())
                            .replace(
                                    "${EGRESS_SERVICE_ADDRESS}",
                                    settings.more()
                                            .getOrDefault(
                                                    "EGRESS_SERVICE_ADDRESS", "127.0.0.1:" + settings.servicePort())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Part(
                "web",
                settings.logs(),
                List.of(
                        settings.program("usr/sbin/nginx"),
                        "-p",
                        directory.toString(),
                        "-e",
                        "stderr",
                        "-c",
                        conf.toString(),
                        "-g",
                        "daemon off;"),
                Map.of("LD_LIBRARY_PATH", settings.libraries()));
    }
}
