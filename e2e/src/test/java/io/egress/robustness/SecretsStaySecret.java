package io.egress.robustness;

import io.egress.robustness.Finding.Notes;
import io.egress.secrecy.Secrecy;
import io.egress.wire.ProxyAlone;
import java.nio.file.Files;
import java.nio.file.Path;

/** A canary in every field that the contract marks as secret, and a look at everything that was told and written. */
final class SecretsStaySecret implements Promise {
    @Override
    public String id() {
        return "S3";
    }

    @Override
    public Finding check(Scale scale) throws Exception {
        var data = Files.createDirectories(Path.of("target")).toAbsolutePath().resolve("secrecy-" + System.nanoTime());
        var secrecy = Secrecy.tried(ProxyAlone.CHECKOUT, data);
        return new Notes()
                .hold(
                        secrecy.unplanted().isEmpty(),
                        "%d fields marked as secret, not tried: %s",
                        secrecy.fields(),
                        secrecy.unplanted())
                .hold(secrecy.called(), "called over the trunk")
                .say("%d answers, looked at %s, %d MB", secrecy.answers(), secrecy.looked(), secrecy.bytes() >> 20)
                .hold(
                        secrecy.hits().isEmpty(),
                        "%d hits%s",
                        secrecy.hits().size(),
                        secrecy.hits().isEmpty() ? "" : " " + secrecy.hits())
                .found();
    }
}
