package io.egress.sip;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** A call as a ladder: who said what, one line a message. Of headers it shows only the CSeq. */
public final class Ladder {
    private Ladder() {}

    public static List<String> of(List<SipPeer> peers) {
        var lines = new ArrayList<SipPeer.Line>();
        peers.forEach(peer -> lines.addAll(peer.ladder()));
        lines.sort(Comparator.comparing(SipPeer.Line::at));
        return lines.stream().map(Ladder::shown).toList();
    }

    private static String shown(SipPeer.Line line) {
        var message = line.message();
        var what = message.startLine().replaceFirst(" SIP/2.0$", "").replaceFirst("^SIP/2.0 ", "");
        var text = what + (message.first("CSeq").isPresent() ? "   (CSeq " + message.required("CSeq") + ")" : "");
        return line.peer().equals("agent")
                ? (line.sent() ? "agent  ──▶ kamailio             " : "agent  ◀── kamailio             ") + text
                : (line.sent() ? "           kamailio ◀── carrier  " : "           kamailio ──▶ carrier  ") + text;
    }
}
