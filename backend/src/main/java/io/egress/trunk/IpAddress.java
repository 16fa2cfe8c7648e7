package io.egress.trunk;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** An IPv4 or IPv6 address; names are never looked up. */
public record IpAddress(InetAddress address) {
    private static final Pattern V4 = Pattern.compile("(?:(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)(?:\\.(?!$)|$)){4}");

    /** IPv4-compatible addresses and NAT64; Java itself reads the mapped ones as IPv4. */
    private static final List<byte[]> EMBEDDING =
            List.of(new byte[12], new byte[] {0, 0x64, (byte) 0xff, (byte) 0x9b, 0, 0, 0, 0, 0, 0, 0, 0});

    /** @param text dotted, or IPv6 with or without brackets */
    public static Optional<IpAddress> parse(String text) {
        var bare = text.startsWith("[") && text.endsWith("]") ? text.substring(1, text.length() - 1) : text;
        boolean v6 = bare.contains(":") && bare.matches("[0-9a-fA-F:][0-9a-fA-F:.]*");
        if (!v6 && (!V4.matcher(text).matches() || !bare.equals(text))) {
            return Optional.empty();
        }
        try {
            return Optional.of(new IpAddress(InetAddress.getByName(bare)));
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }

    /** The special-use networks (RFC 6890) in which no carrier can be, but this host or its link can. */
    public Optional<String> specialUse() {
        return ownSpecialUse().or(() -> embedded().flatMap(IpAddress::ownSpecialUse));
    }

    private Optional<String> ownSpecialUse() {
        int first = address.getAddress()[0] & 0xff;
        boolean v4 = address.getAddress().length == 4;
        if (address.isAnyLocalAddress() || v4 && first == 0) {
            return Optional.of("unspecified");
        }
        if (address.isLoopbackAddress()) {
            return Optional.of("loopback");
        }
        if (address.isLinkLocalAddress()) {
            return Optional.of("link-local");
        }
        if (address.isMulticastAddress()) {
            return Optional.of("multicast");
        }
        return v4 && first >= 240 ? Optional.of("reserved") : Optional.empty();
    }

    /** The IPv4 address that an IPv6 one wraps (RFC 4291 §2.5.5, RFC 6052): packets may end up there. */
    public Optional<IpAddress> embedded() {
        var bytes = address.getAddress();
        if (EMBEDDING.stream().noneMatch(prefix -> bytes.length == 16 && Arrays.equals(prefix, 0, 12, bytes, 0, 12))) {
            return Optional.empty();
        }
        try {
            return Optional.of(new IpAddress(InetAddress.getByAddress(Arrays.copyOfRange(bytes, 12, 16))));
        } catch (UnknownHostException e) {
            throw new IllegalStateException("four bytes are an address", e);
        }
    }

    /**
     * A network in CIDR form.
     *
     * @param bits prefix length, 0–32 or 0–128
     */
    public record Network(IpAddress first, int bits) {
        /** An address alone is a network of one. */
        public static Optional<Network> parse(String text) {
            var parts = text.trim().split("/", -1);
            var address = IpAddress.parse(parts[0]);
            if (address.isEmpty() || parts.length > 2 || parts.length == 2 && !parts[1].matches("\\d{1,3}")) {
                return Optional.empty();
            }
            int most = address.get().address().getAddress().length * 8;
            int bits = parts.length == 2 ? Integer.parseInt(parts[1]) : most;
            return bits > most ? Optional.empty() : Optional.of(new Network(address.get(), bits));
        }

        /** @throws IllegalStateException naming the entry that is no network */
        public static List<Network> parseList(String setting, String text) {
            return Arrays.stream(text.split("[,\\s]+"))
                    .filter(entry -> !entry.isEmpty())
                    .map(entry -> parse(entry)
                            .orElseThrow(() -> new IllegalStateException(setting + ": '" + entry + "' is no network")))
                    .toList();
        }

        /** CIDR, in the form in which Java writes addresses. */
        public String text() {
            return first.address().getHostAddress() + "/" + bits;
        }

        public boolean holds(IpAddress other) {
            var mine = first.address().getAddress();
            var theirs = other.address().getAddress();
            if (mine.length != theirs.length) {
                return false;
            }
            for (int bit = 0; bit < bits; bit++) {
                int mask = 0x80 >> bit % 8;
                if ((mine[bit / 8] & mask) != (theirs[bit / 8] & mask)) {
                    return false;
                }
            }
            return true;
        }
    }
}
