package io.egress.wire;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** A certificate authority of the tests, and what it has signed. Made by the JDK's keytool. */
public final class Authority {
    private static final String PASSWORD = "changeit";
    private static final String CA = "ca";

    private final Path store;

    public Authority(String name) throws Exception {
        store = Files.createTempDirectory(Files.createDirectories(Path.of("target")), "authority-")
                .toAbsolutePath()
                .resolve("all.p12");
        keytool(
                "-genkeypair",
                "-alias",
                CA,
                "-keyalg",
                "EC",
                "-dname",
                "CN=" + name,
                "-ext",
                "BC=ca:true",
                "-validity",
                "30");
    }

    /** @param alternative names as keytool has them: {@code dns:sip.acme.test,ip:127.0.10.1} */
    public Identity identity(String name, String alternative) throws Exception {
        return identity(name, alternative, "-validity", "30");
    }

    public Identity expired(String name, String alternative) throws Exception {
        return identity(name, alternative, "-startdate", "-30d", "-validity", "10");
    }

    private Identity identity(String name, String alternative, String... dates) throws Exception {
        var arguments = new ArrayList<>(List.of(
                "-genkeypair",
                "-alias",
                name,
                "-keyalg",
                "EC",
                "-dname",
                "CN=" + name,
                "-signer",
                CA,
                "-ext",
                "SAN=" + alternative));
        arguments.addAll(Arrays.asList(dates));
        keytool(arguments.toArray(String[]::new));
        return new Identity(name);
    }

    private void keytool(String... arguments) throws Exception {
        var command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin/keytool").toString()));
        // A short life: compiling well takes longer than the work.
        command.addAll(List.of("-J-XX:TieredStopAtLevel=1", "-J-XX:+UseSerialGC"));
        command.addAll(List.of(arguments));
        command.addAll(List.of("-keystore", store.toString(), "-storepass", PASSWORD, "-storetype", "PKCS12"));
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var said = new String(process.getInputStream().readAllBytes());
        if (process.waitFor() != 0) {
            throw new IllegalStateException(said);
        }
    }

    private KeyStore all() throws Exception {
        var all = KeyStore.getInstance("PKCS12");
        try (var in = Files.newInputStream(store)) {
            all.load(in, PASSWORD.toCharArray());
        }
        return all;
    }

    private static String armoured(String kind, byte[] der) {
        return "-----BEGIN " + kind + "-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der) + "\n-----END " + kind + "-----\n";
    }

    private static String certificate(Certificate certificate) {
        try {
            return armoured("CERTIFICATE", certificate.getEncoded());
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** The authority's own certificate. */
    public String pem() throws Exception {
        return certificate(all().getCertificate(CA));
    }

    public Path file() throws Exception {
        return Files.writeString(store.resolveSibling("ca.pem"), pem());
    }

    /** A certificate with its chain and its private key. */
    public final class Identity {
        private final String name;

        private Identity(String name) {
            this.name = name;
        }

        public String subject() {
            return "CN=" + name;
        }

        public String chain() throws Exception {
            return Arrays.stream(all().getCertificateChain(name))
                    .map(Authority::certificate)
                    .collect(Collectors.joining());
        }

        public String key() throws Exception {
            return armoured(
                    "PRIVATE KEY", all().getKey(name, PASSWORD.toCharArray()).getEncoded());
        }

        /** As a team variable holds it. */
        public String pem() throws Exception {
            return chain() + key();
        }

        /** For a server that shows this identity, and believes this authority's clients. */
        public SSLContext context() throws Exception {
            var all = all();
            var own = empty();
            own.setKeyEntry(
                    name,
                    all.getKey(name, PASSWORD.toCharArray()),
                    PASSWORD.toCharArray(),
                    all.getCertificateChain(name));
            var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(own, PASSWORD.toCharArray());
            var trusted = empty();
            trusted.setCertificateEntry(CA, all.getCertificate(CA));
            var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(trusted);
            var context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
            return context;
        }

        private KeyStore empty() throws Exception {
            var empty = KeyStore.getInstance("PKCS12");
            empty.load(null, null);
            return empty;
        }
    }
}
