package io.egress.trunk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The same addresses are judged by the proxies (kamailio/test/spec/networks_spec.lua); both must agree. */
class IpAddressTest {
    @ParameterizedTest
    @CsvSource({
        "0.0.0.0, unspecified",
        "0.1.2.3, unspecified",
        "::, unspecified",
        "127.0.0.1, loopback",
        "127.255.255.254, loopback",
        "::1, loopback",
        "::ffff:127.0.0.1, loopback",
        "169.254.1.1, link-local",
        "fe80::1, link-local",
        "febf::1, link-local",
        "224.0.0.1, multicast",
        "239.255.255.255, multicast",
        "ff02::1, multicast",
        "240.0.0.1, reserved",
        "255.255.255.255, reserved",
        "64:ff9b::127.0.0.1, loopback",
        "64:ff9b::7f00:1, loopback",
        "64:ff9b::a9fe:1, link-local",
        "::127.0.0.1, loopback",
        "::ffff:169.254.0.1, link-local",
        "::e000:1, multicast",
    })
    void noCarrierCanBeInASpecialUseNetwork(String address, String kind) {
        assertEquals(Optional.of(kind), IpAddress.parse(address).orElseThrow().specialUse());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "192.0.2.10",
                "10.0.0.1",
                "172.16.0.1",
                "192.168.1.1",
                "100.64.0.1",
                "126.255.255.255",
                "128.0.0.1",
                "223.255.255.255",
                "2001:db8::1",
                "fc00::1",
                "fec0::1",
                "64:ff9b::192.0.2.10",
                "::ffff:192.0.2.10",
                "64:ff9b:1::7f00:1",
            })
    void aCarrierMayBeAnywhereElse(String address) {
        assertEquals(Optional.empty(), IpAddress.parse(address).orElseThrow().specialUse());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a.example",
                "1.2.3",
                "256.1.1.1",
                "01.2.3.4",
                "1.2.3.4.",
                "fe80::1%1",
                ":",
                ":::",
                ".:1",
                "[192.0.2.1]",
                "1:2:3:4:5:6:7:8:9"
            })
    void whatIsNoAddressIsNotRead(String text) {
        assertEquals(Optional.empty(), IpAddress.parse(text));
    }

    @ParameterizedTest
    @CsvSource({
        "192.0.2.0/24, 192.0.2.255, true", "192.0.2.0/24, 192.0.3.0, false", "192.0.2.7, 192.0.2.7, true",
        "192.0.2.7, 192.0.2.6, false", "192.0.2.128/25, 192.0.2.127, false", "0.0.0.0/0, 192.0.2.1, true",
        "0.0.0.0/0, 2001:db8::1, false", "2001:db8::/33, 2001:db8:7fff::1, true",
                "2001:db8::/33, 2001:db8:8000::1, false",
    })
    void aNetworkHoldsItsAddresses(String network, String address, boolean holds) {
        assertEquals(
                holds,
                IpAddress.Network.parse(network)
                        .orElseThrow()
                        .holds(IpAddress.parse(address).orElseThrow()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"192.0.2.0/33", "192.0.2.0/", "192.0.2.0/-1", "192.0.2.0/8/8", "2001:db8::/129", "a/8", "/8"})
    void whatIsNoNetworkIsNotRead(String text) {
        assertEquals(Optional.empty(), IpAddress.Network.parse(text));
    }

    @Test
    void theOperatorIsToldWhichEntryIsWrong() {
        assertEquals(2, IpAddress.Network.parseList("X", "127.0.0.0/8, ::1").size());
        assertTrue(IpAddress.Network.parseList("X", "").isEmpty());
        var wrong = assertThrows(
                IllegalStateException.class,
                () -> IpAddress.Network.parseList("EGRESS_CARRIER_NETWORKS_ALLOWED", "127.0.0.0/8,here"));
        assertTrue(wrong.getMessage().contains("EGRESS_CARRIER_NETWORKS_ALLOWED"));
        assertTrue(wrong.getMessage().contains("here"));
        assertFalse(wrong.getMessage().contains("127"));
    }
}
