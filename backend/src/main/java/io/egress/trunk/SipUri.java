package io.egress.trunk;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/**
 * A SIP or SIPS URI (RFC 3261 §19.1) of a carrier.
 *
 * @param host lower-case DNS name, IPv4, or IPv6 in brackets
 * @param parameters as written, without {@code ;}
 */
public record SipUri(boolean secure, Optional<String> user, String host, OptionalInt port, List<String> parameters) {
    private static final Pattern URI =
            Pattern.compile("(?i)(sips?):(?:([^@]*)@)?(\\[[0-9a-f:.]+]|[a-z0-9._-]+)(?::(\\d{1,5}))?((?:;[^;?@]*)*)");
    private static final Pattern USER = Pattern.compile("(?:[A-Za-z0-9\\-_.!~*'()&=+$,;?/]|%[0-9A-Fa-f]{2})+");
    private static final Pattern NAME =
            Pattern.compile("(?:[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?\\.)*[a-z](?:[a-z0-9-]{0,61}[a-z0-9])?\\.?");
    private static final Pattern PARAMETER = Pattern.compile(
            "(?:[A-Za-z0-9\\-_.!~*'()\\[\\]/:&+$]|%[0-9A-Fa-f]{2})+(?:=(?:[A-Za-z0-9\\-_.!~*'()\\[\\]/:&+$]|%[0-9A-Fa-f]{2})+)?");
    private static final int LONGEST_NAME = 253;
    private static final int LONGEST_USER = 128;

    /** Parameters that would send calls elsewhere than the rest of the trunk says, or mean nothing in a trunk. */
    private static final List<String> REFUSED = List.of("maddr", "method", "lr", "ttl");

    /** A text that is no SIP URI of a carrier; the message is a sentence that says what to do. */
    public static final class Malformed extends Exception {
        Malformed(String message) {
            super(message);
        }
    }

    public static SipUri parse(String text) throws Malformed {
        var matcher = URI.matcher(text.trim());
        if (text.contains("?")) {
            throw new Malformed("Leave out everything from the question mark on.");
        }
        if (!matcher.matches()) {
            throw new Malformed("Give a URI such as sip:sip.carrier.example or sip:192.0.2.10:5070;transport=tcp.");
        }
        return new SipUri(
                matcher.group(1).equalsIgnoreCase("sips"),
                user(matcher.group(2)),
                host(matcher.group(3)),
                port(matcher.group(4)),
                parameters(matcher.group(5)));
    }

    private static Optional<String> user(String text) throws Malformed {
        if (text == null) {
            return Optional.empty();
        }
        if (text.contains(":")) {
            throw new Malformed("Leave out the password; it belongs into Auth Pass.");
        }
        if (!isUser(text)) {
            throw new Malformed(
                    "Give a user part of at most " + LONGEST_USER + " characters that RFC 3261 allows there.");
        }
        return Optional.of(text);
    }

    /** Whether a text can be a user part as it is. */
    static boolean isUser(String text) {
        return text.length() <= LONGEST_USER && USER.matcher(text).matches();
    }

    private static String host(String text) throws Malformed {
        var host = text.toLowerCase(Locale.ROOT);
        if (IpAddress.parse(host).isPresent()) {
            return host;
        }
        if (host.length() > LONGEST_NAME || !NAME.matcher(host).matches()) {
            throw new Malformed("Give a host name, an IPv4 address, or an IPv6 address in brackets.");
        }
        return host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
    }

    private static OptionalInt port(String text) throws Malformed {
        if (text == null) {
            return OptionalInt.empty();
        }
        int port = Integer.parseInt(text);
        if (port < 1 || port > 65535) {
            throw new Malformed("Give a port from 1 to 65535.");
        }
        return OptionalInt.of(port);
    }

    private static List<String> parameters(String text) throws Malformed {
        var list = Arrays.stream(text.split(";"))
                .filter(parameter -> !parameter.isEmpty())
                .toList();
        for (var parameter : list) {
            if (!PARAMETER.matcher(parameter).matches()) {
                throw new Malformed("Give parameters as ;name or ;name=value.");
            }
            if (REFUSED.contains(name(parameter))) {
                throw new Malformed("Leave out the parameter " + name(parameter) + ".");
            }
        }
        if (list.stream().map(SipUri::name).distinct().count() < list.size()) {
            throw new Malformed("Give each parameter once.");
        }
        return list;
    }

    boolean hasParameter(String name) {
        return parameters.stream().anyMatch(parameter -> name(parameter).equals(name));
    }

    private static String name(String parameter) {
        return parameter.split("=", 2)[0].toLowerCase(Locale.ROOT);
    }

    /** The value of {@code ;transport=}, lower case. */
    public Optional<String> transportParameter() {
        return parameters.stream()
                .filter(parameter -> name(parameter).equals("transport"))
                .map(parameter -> parameter.replaceFirst("^[^=]*=?", "").toLowerCase(Locale.ROOT))
                .findFirst();
    }

    /** What goes into the Request-URI: every parameter but the transport, which the trunk itself says. */
    public Optional<String> parametersOnTheWire() {
        var kept = parameters.stream()
                .filter(parameter -> !name(parameter).equals("transport"))
                .toList();
        return kept.isEmpty() ? Optional.empty() : Optional.of(String.join(";", kept));
    }

    /** {@code host[:port]}. */
    public String place() {
        return host + (port.isPresent() ? ":" + port.getAsInt() : "");
    }

    /** The address, if the host is one. */
    public Optional<IpAddress> address() {
        return IpAddress.parse(host);
    }

    /** The URI in its one form. */
    public String text() {
        return (secure ? "sips:" : "sip:")
                + user.map(user -> user + "@").orElse("")
                + place()
                + parameters.stream().map(parameter -> ";" + parameter).reduce("", String::concat);
    }
}
