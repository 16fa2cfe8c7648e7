package io.egress.trunk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SipUriTest {
    @Test
    void everyPartIsFound() throws Exception {
        var uri = SipUri.parse("sips:acme%20x@SIP.Acme.Example:5071;tgrp=7;Transport=TLS;user=phone");
        assertTrue(uri.secure());
        assertEquals(Optional.of("acme%20x"), uri.user());
        assertEquals("sip.acme.example", uri.host());
        assertEquals(OptionalInt.of(5071), uri.port());
        assertEquals(List.of("tgrp=7", "Transport=TLS", "user=phone"), uri.parameters());
        assertEquals(Optional.of("tls"), uri.transportParameter());
        assertEquals(Optional.of("tgrp=7;user=phone"), uri.parametersOnTheWire());
    }

    @Test
    void aHostIsEnough() throws Exception {
        var uri = SipUri.parse("sip:a.example");
        assertFalse(uri.secure());
        assertEquals(Optional.empty(), uri.user());
        assertEquals(OptionalInt.empty(), uri.port());
        assertEquals(Optional.empty(), uri.transportParameter());
        assertEquals(Optional.empty(), uri.parametersOnTheWire());
        assertEquals(Optional.empty(), uri.address());
    }

    @ParameterizedTest
    @CsvSource({
        "SIP:A.Example, sip:a.example",
        "' sip:a.example ', sip:a.example",
        "sip:a.example., sip:a.example",
        "sip:a.example;, sip:a.example",
        "sip:a.example:05070, sip:a.example:5070",
        "sip:192.0.2.10, sip:192.0.2.10",
        "sip:[2001:DB8::1]:5060, sip:[2001:db8::1]:5060",
        "sip:[::ffff:192.0.2.10], sip:[::ffff:192.0.2.10]",
        "sip:u@a.example;x=%41, sip:u@a.example;x=%41",
        "sip:_sip.a_b.example;ob, sip:_sip.a_b.example;ob",
        "sip:xn--bcher-kva.example, sip:xn--bcher-kva.example",
    })
    void oneUriHasOneForm(String text, String form) throws Exception {
        assertEquals(form, SipUri.parse(text).text());
        assertEquals(SipUri.parse(form), SipUri.parse(SipUri.parse(text).text()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "sip:",
                "a.example",
                "http://a.example",
                "tel:+493012345",
                "sip://a.example",
                "sip:a.example/path",
                "sip: a.example",
                "sip:a b.example",
                "sip:a.example\r\nX: y",
                "<sip:a.example>",
                "sip:a.example,sip:b.example",
                "sip:a..example",
                "sip:.a.example",
                "sip:-a.example",
                "sip:a-.example",
                "sip:a_b!.example",
                "sip:bücher.example",
                "sip:1.2.3",
                "sip:1.2.3.4.5",
                "sip:256.1.1.1",
                "sip:01.2.3.4",
                "sip:127.1",
                "sip:2130706433",
                "sip:0x7f000001",
                "sip:192.0.2.10.",
                "sip:2001:db8::1",
                "sip:[2001:db8::1",
                "sip:[2001:db8:::1]",
                "sip:[1:2:3:4:5:6:7:8:9]",
                "sip:[192.0.2.10]",
                "sip:[fe80::1%25eth0]",
                "sip:[.:1]",
                "sip:[v1.a]",
                "sip:a.example:",
                "sip:a.example:0",
                "sip:a.example:65536",
                "sip:a.example:99999",
                "sip:a.example:-1",
                "sip:a.example:x",
                "sip:@a.example",
                "sip:u:password@a.example",
                "sip:u:@a.example",
                "sip:u u@a.example",
                "sip:u@v@a.example",
                "sip:a.example?Subject=x",
                "sip:a.example;x=1?y=2",
                "sip:a.example;=x",
                "sip:a.example;x=",
                "sip:a.example;x=a b",
                "sip:a.example;x=%4",
                "sip:a.example;x=\"y\"",
                "sip:a.example;x=1;X=2",
                "sip:a.example;maddr=192.0.2.1",
                "sip:a.example;MADDR=b",
                "sip:a.example;method=INVITE",
                "sip:a.example;lr",
                "sip:a.example;ttl=1",
            })
    void whatIsNoUriOfACarrierIsRefused(String text) {
        assertFalse(assertThrows(SipUri.Malformed.class, () -> SipUri.parse(text))
                .getMessage()
                .isBlank());
    }

    @Test
    void namesHaveTheLengthThatDnsAllows() throws Exception {
        var longest = "a".repeat(63) + "." + "b".repeat(63) + "." + "c".repeat(63) + "." + "d".repeat(61);
        assertEquals(253, SipUri.parse("sip:" + longest).host().length());
        assertThrows(SipUri.Malformed.class, () -> SipUri.parse("sip:" + longest + "d"));
        assertThrows(SipUri.Malformed.class, () -> SipUri.parse("sip:" + "a".repeat(64) + ".example"));
    }

    @Test
    void aHostileTextIsReadAtOnce() {
        for (var text : List.of(
                "sip:" + "a".repeat(500),
                "sip:" + "a-".repeat(250),
                "sip:" + "a.".repeat(250),
                "sip:a.example" + ";a".repeat(240),
                "sip:[" + ":".repeat(490) + "]",
                "sip:" + "1.".repeat(245))) {
            Assertions.assertTimeoutPreemptively(
                    Duration.ofSeconds(1), () -> assertThrows(SipUri.Malformed.class, () -> SipUri.parse(text)));
        }
    }

    @Test
    void aNameIsNeverLookedUp() throws Exception {
        assertEquals(Optional.empty(), SipUri.parse("sip:localhost").address());
        assertEquals(
                "192.0.2.10",
                SipUri.parse("sip:192.0.2.10").address().orElseThrow().address().getHostAddress());
        assertEquals(
                IpAddress.parse("2001:db8:0:0::1"),
                SipUri.parse("sip:[2001:DB8::1]").address());
    }
}
