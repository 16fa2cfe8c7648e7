package io.egress.trunk;

import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Where a carrier may be. Names are judged by the proxies, which resolve them. */
@Startup
@ApplicationScoped
class CarrierPlaces {
    private final List<IpAddress.Network> allowed;
    private final List<String> proxies;

    /**
     * @param allowed special-use networks that a carrier may be in all the same, with commas
     * @param proxies host:port of the proxies' own listeners, with commas
     */
    CarrierPlaces(@ConfigProperty(name = "egress.carrier-networks-allowed") Optional<String> allowed,
            @ConfigProperty(name = "egress.proxy-addresses") Optional<String> proxies) {
        this.allowed = IpAddress.Network.parseList("EGRESS_CARRIER_NETWORKS_ALLOWED", allowed.orElse(""));
        this.proxies = Arrays.stream(proxies.orElse("").toLowerCase(Locale.ROOT).split("[,\\s]+"))
                .filter(place -> !place.isEmpty()).toList();
    }

    /** Why no carrier can be there. */
    Optional<String> refusal(SipUri uri, Transport transport) {
        int port = uri.port().orElse(transport == Transport.TLS ? 5061 : 5060);
        if (proxies.contains(uri.host() + ":" + port)) {
            return Optional.of("This is the proxy itself; give the carrier's address.");
        }
        if (uri.address().isEmpty()) {
            return uri.host().equals("localhost") && allowed.stream().noneMatch(network ->
                            network.holds(IpAddress.parse("127.0.0.1").orElseThrow()))
                    ? Optional.of("localhost is this machine; give the carrier's address.")
                    : Optional.empty();
        }
        var address = uri.address().get();
        return allowed.stream().anyMatch(network -> network.holds(address))
                ? Optional.empty()
                : address.specialUse().map(kind ->
                        "A " + kind + " address can't be a carrier; give one that can be reached.");
    }
}
