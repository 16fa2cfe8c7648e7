package io.egress.page;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.egress.launch.Product;
import io.egress.system.RunningProduct;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The stories of the page, in a real browser; each is a test of its own in the report beside this one's. */
@ExtendWith(RunningProduct.class)
class PageTest {
    @Test
    void everyStoryOfThePageEndsWell(Product product) throws Exception {
        assertPasses("stories", 1, product);
    }

    @Test
    void everyStateOfThePageIsAccessible(Product product) throws Exception {
        assertPasses("accessibility", 2, product);
    }

    private static void assertPasses(String project, int atOnce, Product product) throws Exception {
        try (var backstage = new Backstage(product)) {
            var report = Path.of("target/surefire-reports/TEST-page-" + project + ".xml");
            assertTrue(
                    new Browser(Path.of("browser"), product, backstage).run(project, atOnce, report),
                    "what failed is above, pictures of it are in e2e/browser/test-results");
        }
    }
}
