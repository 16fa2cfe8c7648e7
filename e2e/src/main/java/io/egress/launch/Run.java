package io.egress.launch;

import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** {@code make run}: the whole product in the foreground, until Ctrl-C or SIGTERM. */
public final class Run {
    private Run() {}

    public static void main(String[] arguments) throws InterruptedException {
        try {
            run(Path.of(arguments[0]).toAbsolutePath().normalize());
        } catch (LaunchException e) {
            System.err.println(e.getMessage());
            System.exit(1);
        }
    }

    private static void run(Path checkout) throws InterruptedException {
        var product = new Product(Settings.of(checkout, System.getenv()));
        var ended = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            ended.countDown();
            product.close();
        }));
        product.start();
        summarize(product);
        while (!ended.await(500, TimeUnit.MILLISECONDS)) {
            product.watch(System.err::println);
        }
    }

    static void summarize(Product product) {
        var settings = product.settings();
        var origin = product.api().origin();
        System.out.printf(
                """

                Egress trunks is running.
                  page         %s/admin-settings, user %s, password %s
                  API          %s/api/v1
                  operators    %s/q/metrics, /q/health, /q/swagger-ui
                  SIP          %s:%d (udp, tcp), %d (tls)
                  token        %s
                  logs         %s
                Ctrl-C stops it; data stays in %s.
                """,
                origin,
                Product.ADMIN,
                product.hasFreshPassword() ? product.adminPassword() : "in " + product.passwordFile() + ", or yours",
                origin,
                settings.serviceOrigin(),
                settings.sipHost(),
                settings.sipPort(),
                settings.sipsPort(),
                product.hasFreshToken()
                        ? product.token()
                        : "in " + settings.data().resolve("admin-token"),
                settings.logs(),
                settings.data());
    }
}
