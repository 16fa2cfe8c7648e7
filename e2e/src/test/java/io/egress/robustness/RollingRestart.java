package io.egress.robustness;

import io.egress.robustness.Finding.Notes;
import io.egress.wire.ProxyAlone;

/** Each node and each service of a cluster is stopped and started again in turn, twice, under calls and edits. */
final class RollingRestart implements Promise {
    private static final int TURNS = 2;

    @Override
    public String id() {
        return "R17";
    }

    @Override
    public Finding check(Scale scale) throws Exception {
        try (var cluster = new Cluster(settings -> settings.with("EGRESS_DRAIN_S", "15"))) {
            cluster.startStores();
            cluster.startMembers();
            cluster.startWeb();
            try (var rolling = new Rolling(cluster, scale, false).begin()) {
                for (int turn = 0; turn < TURNS; turn++) {
                    rolling.replaceNodes(ProxyAlone.CHECKOUT, true);
                    rolling.replaceServices(ProxyAlone.CHECKOUT);
                }
                return rolling.judge(new Notes(), "egress:2:trunks").found();
            }
        }
    }
}
