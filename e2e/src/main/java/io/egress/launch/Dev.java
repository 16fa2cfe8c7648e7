package io.egress.launch;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** {@code make dev}: the whole product, of sources that are taken up as they are saved. */
public final class Dev {
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private Dev() {}

    public static void main(String[] arguments) throws InterruptedException {
        try {
            run(Path.of(arguments[0]).toAbsolutePath().normalize());
        } catch (LaunchException e) {
            System.err.println(e.getMessage());
            System.exit(1);
        }
    }

    private static void run(Path checkout) throws InterruptedException {
        var product = new Product(Settings.of(checkout, System.getenv()), new Edited());
        var ended = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            ended.countDown();
            product.close();
        }));
        product.start(PATIENCE);
        Run.summarize(product);
        System.out.println("""
                Java is taken up with the next request, the page at once, Lua and Kamailio's settings by a restart of the node.
                """);
        var node = new EditedNode(product, System.out::println);
        while (!ended.await(300, TimeUnit.MILLISECONDS)) {
            node.takeUp();
            product.watch(List.of("redis", "service", "web"), System.err::println);
        }
    }
}
