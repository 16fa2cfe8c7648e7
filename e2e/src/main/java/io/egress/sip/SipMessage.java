package io.egress.sip;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** A SIP message (RFC 3261 §7), immutable. */
public record SipMessage(String startLine, List<Header> headers, String body) {
    private static final Pattern TAG = Pattern.compile(";\\s*tag=([^;>\\s]+)");
    private static final Pattern ADDRESS = Pattern.compile("<([^>]*)>");

    /** A header field as it stands. */
    public record Header(String name, String value) {}

    public static SipMessage parse(byte[] bytes) {
        var text = new String(bytes, StandardCharsets.UTF_8);
        int end = text.indexOf("\r\n\r\n");
        var lines = text.substring(0, end).replaceAll("\r\n[ \t]+", " ").split("\r\n");
        var headers = new ArrayList<Header>();
        for (int at = 1; at < lines.length; at++) {
            int colon = lines[at].indexOf(':');
            headers.add(new Header(
                    lines[at].substring(0, colon).trim(),
                    lines[at].substring(colon + 1).trim()));
        }
        return new SipMessage(lines[0], List.copyOf(headers), text.substring(end + 4));
    }

    public static SipMessage of(String startLine) {
        return new SipMessage(startLine, List.of(), "");
    }

    public SipMessage with(String name, String value) {
        var more = new ArrayList<>(headers);
        more.add(new Header(name, value));
        return new SipMessage(startLine, List.copyOf(more), body);
    }

    public SipMessage with(String name, List<String> values) {
        var message = this;
        for (var value : values) {
            message = message.with(name, value);
        }
        return message;
    }

    public SipMessage withBody(String sdp) {
        var message = sdp.isEmpty() ? this : with("Content-Type", "application/sdp");
        return new SipMessage(message.startLine, message.headers, sdp);
    }

    public byte[] bytes() {
        var text = new StringBuilder(startLine).append("\r\n");
        headers.forEach(header ->
                text.append(header.name()).append(": ").append(header.value()).append("\r\n"));
        text.append("Content-Length: ")
                .append(body.getBytes(StandardCharsets.UTF_8).length)
                .append("\r\n\r\n")
                .append(body);
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    public List<String> all(String name) {
        return headers.stream()
                .filter(header -> header.name().equalsIgnoreCase(name))
                .map(Header::value)
                .toList();
    }

    public Optional<String> first(String name) {
        return all(name).stream().findFirst();
    }

    public String required(String name) {
        return first(name).orElseThrow(() -> new IllegalStateException("no " + name + " in " + startLine));
    }

    public boolean isRequest() {
        return !startLine.startsWith("SIP/2.0 ");
    }

    public String method() {
        return isRequest() ? startLine.split(" ")[0] : required("CSeq").split("\\s+")[1];
    }

    public String requestUri() {
        return startLine.split(" ")[1];
    }

    public int status() {
        return isRequest() ? 0 : Integer.parseInt(startLine.split(" ")[1]);
    }

    public long cseq() {
        return Long.parseLong(required("CSeq").split("\\s+")[0]);
    }

    /** The addr-spec of a From, To, Contact or P-Asserted-Identity. */
    public String address(String name) {
        var value = required(name);
        var matcher = ADDRESS.matcher(value);
        return matcher.find() ? matcher.group(1) : value.split(";")[0];
    }

    public Optional<String> tag(String name) {
        var matcher = TAG.matcher(required(name));
        return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    /** The encoding names of the audio line, in its order. */
    public List<String> codecs() {
        var names = new ArrayList<String>();
        var formats = Pattern.compile("(?m)^m=audio \\d+ \\S+ (.*?)\\r?$").matcher(body);
        if (formats.find()) {
            for (var type : formats.group(1).trim().split(" ")) {
                var map =
                        Pattern.compile("(?m)^a=rtpmap:" + type + " ([^/\\s]+)").matcher(body);
                names.add(map.find() ? map.group(1) : type);
            }
        }
        return names;
    }

    /** An answer to this request. */
    public SipMessage answer(int status, String phrase, String toTag) {
        var answer = of("SIP/2.0 " + status + " " + phrase)
                .with("Via", all("Via"))
                .with("Record-Route", all("Record-Route"))
                .with("From", required("From"));
        var to = required("To");
        answer = answer.with("To", status > 100 && tag("To").isEmpty() ? to + ";tag=" + toTag : to);
        return answer.with("Call-ID", required("Call-ID")).with("CSeq", required("CSeq"));
    }
}
