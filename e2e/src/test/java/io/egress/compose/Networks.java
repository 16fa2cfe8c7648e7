package io.egress.compose;

import static io.egress.compose.ComposeFile.list;
import static io.egress.compose.ComposeFile.map;

import java.util.ArrayList;
import java.util.List;

/** The networks of the compose file, as podman has them. */
final class Networks {
    private Networks() {}

    static void make(Podman podman, ComposeFile file, String project) {
        file.networks().forEach((name, given) -> {
            var network = project + "_" + name;
            if (podman.attempt("network", "exists", network).isFine()) {
                return;
            }
            var words = new ArrayList<>(List.of("network", "create", "--label", "egress.project=" + project));
            if (Boolean.TRUE.equals(map(given).get("internal"))) {
                words.add("--internal");
            }
            for (var subnet : list(map(map(given).get("ipam")).get("config"))) {
                words.addAll(List.of("--subnet", map(subnet).get("subnet").toString()));
            }
            words.add(network);
            podman.run(words);
        });
    }

    static void remove(Podman podman, String project) {
        podman.run("network", "ls", "--quiet", "--filter", "label=egress.project=" + project)
                .lines()
                .forEach(network -> podman.run("network", "rm", network));
    }
}
