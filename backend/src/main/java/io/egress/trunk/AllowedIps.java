package io.egress.trunk;

import java.util.List;

/** The only networks that a trunk's calls and credentials go to, and its carrier's requests come from; never empty. */
public record AllowedIps(List<IpAddress.Network> networks) {
    public AllowedIps {
        networks = List.copyOf(networks);
        if (networks.isEmpty()) {
            throw new IllegalArgumentException("a trunk that allows nobody can't place calls");
        }
    }

    /** In CIDR form, in the order given. */
    public List<String> texts() {
        return networks.stream().map(IpAddress.Network::text).toList();
    }
}
