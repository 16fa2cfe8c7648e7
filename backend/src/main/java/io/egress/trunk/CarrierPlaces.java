package io.egress.trunk;

import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Where a carrier may be. Names are judged by the proxies, which resolve them. */
@Startup
@ApplicationScoped
class CarrierPlaces {
    private static final IpAddress LOOPBACK = IpAddress.parse("127.0.0.1").orElseThrow();

    private final List<IpAddress.Network> allowed;
    private final List<SipUri> proxies;

    /**
     * @param allowed special-use networks that a carrier may be in all the same, with commas
     * @param proxies the proxies' own listeners, with commas: host:port, or host for all its ports
     */
    CarrierPlaces(
            @ConfigProperty(name = "egress.carrier-networks-allowed") Optional<String> allowed,
            @ConfigProperty(name = "egress.proxy-addresses") Optional<String> proxies) {
        this.allowed = IpAddress.Network.parseList("EGRESS_CARRIER_NETWORKS_ALLOWED", allowed.orElse(""));
        this.proxies = Arrays.stream(proxies.orElse("").split("[,\\s]+"))
                .filter(place -> !place.isEmpty())
                .map(CarrierPlaces::proxy)
                .toList();
    }

    private static SipUri proxy(String place) {
        try {
            return SipUri.parse("sip:" + place);
        } catch (SipUri.Malformed e) {
            throw new IllegalStateException("EGRESS_PROXY_ADDRESSES: '" + place + "' is no host:port", e);
        }
    }

    /** Why no carrier can be there. */
    Optional<String> refusal(SipUri uri, Transport transport) {
        if (proxies.stream().anyMatch(proxy -> leadsTo(proxy, uri, transport))) {
            return Optional.of("This is the proxy itself; give the carrier's address.");
        }
        if (isLocalhost(uri.host())) {
            return isAllowed(LOOPBACK)
                    ? Optional.empty()
                    : Optional.of("localhost is this machine; give the carrier's address.");
        }
        return uri.address()
                .filter(address -> !isAllowed(address))
                .flatMap(IpAddress::specialUse)
                .map(kind -> "A " + kind + " address can't be a carrier; give one that can be reached.");
    }

    private static boolean leadsTo(SipUri proxy, SipUri uri, Transport transport) {
        boolean samePort = proxy.port().isEmpty()
                || proxy.port().getAsInt() == uri.port().orElse(transport == Transport.TLS ? 5061 : 5060);
        return samePort
                && (proxy.host().equals(uri.host())
                        || proxy.address().isPresent() && proxy.address().equals(uri.address()));
    }

    /** RFC 6761 §6.3. */
    private static boolean isLocalhost(String host) {
        return host.equals("localhost") || host.endsWith(".localhost");
    }

    private boolean isAllowed(IpAddress address) {
        return allowed.stream()
                .anyMatch(network -> network.holds(address)
                        || address.embedded().filter(network::holds).isPresent());
    }
}
