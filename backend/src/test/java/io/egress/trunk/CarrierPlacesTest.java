package io.egress.trunk;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CarrierPlacesTest {
    private static boolean refused(String allowed, String uri, Transport transport) throws SipUri.Malformed {
        var proxies = Optional.of("198.51.100.7:5060, [2001:db8:0::7]:5061,Proxy.Example:5080");
        return new CarrierPlaces(Optional.ofNullable(allowed), proxies)
                .refusal(SipUri.parse(uri), transport)
                .isPresent();
    }

    @ParameterizedTest
    @CsvSource({
        "sip:198.51.100.7, UDP, true",
        "sip:198.51.100.7:5060, TCP, true",
        "sip:198.51.100.7, TLS, false",
        "sip:198.51.100.7:5070, UDP, false",
        "sip:198.51.100.8, UDP, false",
        "sip:[::ffff:198.51.100.7], UDP, true",
        "sip:[2001:DB8::0:7], TLS, true",
        "sip:[2001:db8::7], UDP, false",
        "sip:proxy.example:5080, UDP, true",
        "sip:PROXY.example.:5080, UDP, true",
        "sip:proxy.example, UDP, false",
    })
    void aTrunkMustNotLeadToTheProxyItself(String uri, Transport transport, boolean refused) throws Exception {
        assertEquals(refused, refused(null, uri, transport));
    }

    @ParameterizedTest
    @CsvSource({
        "sip:localhost, true",
        "sip:LOCALHOST.:5070, true",
        "sip:a.localhost, true",
        "sip:localhost.example, false",
        "sip:127.0.0.1, true",
        "sip:[::1], true",
        "sip:[64:ff9b::7f00:1], true",
        "sip:10.0.0.1, false",
        "sip:a.example, false",
    })
    void thisMachineIsNoCarrier(String uri, boolean refused) throws Exception {
        assertEquals(refused, refused(null, uri, Transport.UDP));
    }

    @ParameterizedTest
    @CsvSource({
        "sip:127.0.0.1, false", "sip:127.9.9.9, false", "sip:localhost, false", "sip:[::ffff:127.0.0.1], false",
        "sip:[64:ff9b::7f00:1], false", "sip:[::1], true", "sip:169.254.0.1, true", "sip:198.51.100.7, true",
    })
    void theOperatorMayAllowNetworks(String uri, boolean refused) throws Exception {
        assertEquals(refused, refused("127.0.0.0/8", uri, Transport.UDP));
    }
}
