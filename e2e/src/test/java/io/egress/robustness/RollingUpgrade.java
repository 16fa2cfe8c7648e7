package io.egress.robustness;

import io.egress.robustness.Finding.Notes;
import io.egress.wire.ProxyAlone;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * A cluster of the previous release becomes one of ours, services first, then nodes; then it goes back, nodes first. Nodes of the
 * previous release don't drain: the numbers of trunks that one node owns have a second one, that calls go on to.
 */
final class RollingUpgrade implements Promise {
    private static final Path PREVIOUS = ProxyAlone.CHECKOUT.resolve(".parts/previous");
    private static final int NO_HISTORY = 69;

    @Override
    public String id() {
        return "R18";
    }

    @Override
    public Finding check(Scale scale) throws Exception {
        var why = bringPrevious();
        if (!why.isEmpty()) {
            return Finding.untried(why);
        }
        try (var cluster = new Cluster(PREVIOUS, settings -> settings.with("EGRESS_DRAIN_S", "15"))) {
            cluster.startStores();
            cluster.startMembers();
            cluster.startWeb();
            try (var rolling = new Rolling(cluster, scale, true).begin()) {
                rolling.replaceServices(ProxyAlone.CHECKOUT);
                rolling.replaceNodes(ProxyAlone.CHECKOUT, false);
                rolling.replaceNodes(PREVIOUS, true);
                rolling.replaceServices(PREVIOUS);
                return rolling.judge(new Notes(), "egress:1:trunks").found();
            }
        }
    }

    // What there is to say when it can't be had.
    private static String bringPrevious() throws IOException, InterruptedException {
        var bring = new ProcessBuilder(
                        ProxyAlone.CHECKOUT.resolve("e2e/bring-previous").toString())
                .redirectErrorStream(true)
                .start();
        var said = new String(bring.getInputStream().readAllBytes(), StandardCharsets.UTF_8).trim();
        int code = bring.waitFor();
        if (code != 0 && code != NO_HISTORY) {
            throw new IllegalStateException(said);
        }
        return code == 0 ? "" : said;
    }
}
