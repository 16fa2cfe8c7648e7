package io.egress.launch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * The proxy, of sources that somebody edits. What no longer parses leaves it as it is. What does is taken up by a restart, which
 * running calls outlive: Kamailio's own way to load Lua anew would keep the modules that were loaded, and what is built when the
 * processes begin.
 */
final class EditedNode {
    private final Product product;
    private final Settings settings;
    private final Consumer<String> say;
    private final Sources sources;
    private Restart restart;
    private boolean toldOfItsEnd;

    /** What the node was started anew for, and has not told of itself since. */
    private record Restart(List<String> files, Instant begin, Instant start) {}

    EditedNode(Product product, Consumer<String> say) {
        this.product = product;
        this.settings = product.settings();
        this.say = say;
        sources = new Sources(settings.checkout().resolve("kamailio"), EditedNode::isRead);
    }

    private static boolean isRead(Path file) {
        var path = file.toString();
        return !path.contains("/kamailio/test/")
                && (path.endsWith(".lua") || path.endsWith(".cfg") || path.endsWith("/start"));
    }

    /** Looks for changes, and starts the node anew if they parse; tells how that went. Never waits. */
    void takeUp() {
        var changed = sources.changed();
        if (!changed.isEmpty()) {
            takeUp(changed);
        } else if (restart != null && hasTold(restart.start)) {
            say.accept("The node runs with " + String.join(", ", restart.files) + " after "
                    + Duration.between(restart.begin, Instant.now()).toMillis() + " ms.");
            restart = null;
        } else {
            tellOfItsEnd();
        }
    }

    private void takeUp(List<Path> changed) {
        var wrong = changed.stream()
                .filter(file -> file.toString().endsWith(".lua") && !parses(file))
                .map(this::name)
                .toList();
        if (!wrong.isEmpty()) {
            say.accept("The node goes on without " + String.join(", ", wrong) + ".");
            return;
        }
        var begin = Instant.now();
        var node = product.part("kamailio");
        node.stop();
        node.start();
        restart = new Restart(changed.stream().map(this::name).toList(), begin, Instant.now());
        toldOfItsEnd = false;
    }

    private boolean hasTold(Instant since) {
        try {
            for (var node : product.api().call("GET", "/api/v1/sync", null).path("nodes")) {
                if (Instant.parse(node.path("seenAt").asText()).isAfter(since)) {
                    return true;
                }
            }
        } catch (LaunchException | UncheckedIOException e) {
            // The service is being edited as well.
        }
        return false;
    }

    private String name(Path file) {
        return settings.checkout().relativize(file).toString();
    }

    /** luac says what is wrong, with file and line. */
    private boolean parses(Path file) {
        var command = new ArrayList<>(List.of(settings.program("usr/bin/luac5.1"), "-p", name(file)));
        var luac = new ProcessBuilder(command)
                .directory(settings.checkout().toFile())
                .inheritIO();
        luac.environment().put("LD_LIBRARY_PATH", settings.libraries());
        try {
            return luac.start().waitFor() == 0;
        } catch (IOException e) {
            throw new LaunchException("luac can't be started: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void tellOfItsEnd() {
        var node = product.part("kamailio");
        if (node.hasDied() && !toldOfItsEnd) {
            say.accept("The node has ended; the next change starts it. See " + node.log() + ".");
            toldOfItsEnd = true;
        }
    }
}
