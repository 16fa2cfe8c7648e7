package io.egress.compose;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Each part may do what it does, and no more: a part that was broken into can't take over the others. */
@ExtendWith(RunningStack.class)
class RightsStory {
    @Test
    void proxiesReadWhatIsWantedAndCantWriteIt(Stack stack) {
        var proxies = new Redis(stack, "default", "redis-proxies-password");
        assertTrue(proxies.say("HGET", "egress:2:head", "revision").matches("\\d+"));
        for (var key : new String[] {"head", "trunks", "numbers"}) {
            proxies.mustNot("HSET", "egress:2:" + key, "field", "forged");
        }
        proxies.mustNot("XADD", "egress:2:changes", "*", "revision", "9999");
        proxies.mustNot("EVAL", "return redis.call('HSET', 'egress:2:trunks', 'acme', 'forged')", "0");
        proxies.mustNot("DEL", "egress:2:trunks");
    }

    @Test
    void theServiceReadsWhatProxiesSayAndCantSayItForThem(Stack stack) {
        var service = new Redis(stack, "service", "redis-service-password");
        assertTrue(service.say("MGET", "egress:1:node:proxy-1").contains("\"node\":\"proxy-1\""));
        service.mustNot("SET", "egress:1:node:proxy-1", "forged");
        service.mustNot("HSET", "egress:1:owners", "acme", "proxy-9");
        service.mustNot("XADD", "egress:1:attempts:acme", "*", "attempt", "forged");
        service.mustNot("EVAL", "return redis.call('SET', 'egress:1:calls:proxy-1', '{}')", "0");
    }

    @Test
    void nobodyRunsRedisOrReadsItWhole(Stack stack) {
        for (var user : new Redis[] {
            new Redis(stack, "default", "redis-proxies-password"), new Redis(stack, "service", "redis-service-password")
        }) {
            user.mustNot("CONFIG", "GET", "*");
            user.mustNot("FLUSHALL");
            user.mustNot("KEYS", "*");
            user.mustNot("ACL", "LIST");
            user.mustNot("SHUTDOWN");
            user.mustNot("REPLICAOF", "192.0.2.1", "6379");
            user.mustNot("GET", "somebody-else");
        }
    }

    @Test
    void redisIsForWhoKnowsAPasswordAndSpeaksTls(Stack stack) {
        var stranger = "redis-cli --tls --cacert /run/secrets/ca.crt -h redis ";
        assertTrue(stack.exec("redis", "sh", "-c", stranger + "HGETALL egress:2:trunks")
                .text()
                .contains("NOAUTH"));
        assertFalse(
                stack.exec("redis", "redis-cli", "-h", "redis", "PING").text().contains("PONG"));
        var health = stranger + "--user health --pass none ";
        assertTrue(stack.exec("redis", "sh", "-c", health + "HGETALL egress:2:trunks")
                .text()
                .contains("NOPERM"));
    }

    @Test
    void theServiceAddsToTheAuditLogAndCantAlterIt(Stack stack) {
        var postgres = new PostgreSql(stack, "egress", "service-password");
        assertTrue(Integer.parseInt(postgres.say("SELECT count(*) FROM audit_entry")) > 0);
        postgres.mustNot("UPDATE audit_entry SET actor = 'nobody'");
        postgres.mustNot("DELETE FROM audit_entry");
        postgres.mustNot("TRUNCATE audit_entry");
        postgres.mustNot("ALTER TABLE audit_entry DISABLE TRIGGER ALL");
        postgres.mustNot("DROP TABLE trunk");
        postgres.mustNot("CREATE TABLE own (id int)");
        postgres.mustNot("SET ROLE egress_owner");
    }

    @Test
    void postgresqlIsForItsTwoRolesByTls(Stack stack) {
        assertEquals(
                "t",
                new PostgreSql(stack, "egress_owner", "owner-password")
                        .say("SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()"));
        assertFalse(new PostgreSql(stack, "egress", "service-password", "disable")
                .attempt("SELECT 1")
                .isFine());
        assertFalse(new PostgreSql(stack, "postgres", "postgres-password")
                .attempt("SELECT 1")
                .isFine());
    }

    private record Redis(Stack stack, String user, String password) {
        /** Redis 7.0 and 7.2 put it differently where a script is refused. */
        private static final Pattern REFUSED =
                Pattern.compile("NOPERM|The user executing the script can't|ACL failure in script");

        String say(String... command) {
            var said = attempt(command);
            assertTrue(said.isFine(), said.text());
            return said.text().trim();
        }

        void mustNot(String... command) {
            var said = attempt(command).text();
            assertTrue(REFUSED.matcher(said).find(), user + ": " + String.join(" ", command) + ": " + said);
        }

        private Podman.Said attempt(String... command) {
            var quoted =
                    new StringBuilder("redis-cli --no-auth-warning --tls --cacert /run/secrets/ca.crt -h redis --user "
                            + user + " --pass " + stack.secret(password));
            for (var word : command) {
                quoted.append(" '").append(word.replace("'", "'\\''")).append('\'');
            }
            return stack.exec("redis", "sh", "-c", quoted.toString());
        }
    }

    private record PostgreSql(Stack stack, String role, String password, String tls) {
        PostgreSql(Stack stack, String role, String password) {
            this(stack, role, password, "require");
        }

        String say(String sql) {
            var said = attempt(sql);
            assertTrue(said.isFine(), said.text());
            return said.text().trim();
        }

        void mustNot(String sql) {
            var said = attempt(sql);
            assertTrue(
                    !said.isFine() && said.text().matches("(?s).*(permission denied|must be owner).*"),
                    sql + ": " + said.text());
        }

        Podman.Said attempt(String sql) {
            return stack.exec(
                    "postgres",
                    "sh",
                    "-c",
                    "PGPASSWORD=" + stack.secret(password) + " psql -qAt \"host=postgres dbname=egress" + " user="
                            + role + " sslmode=" + tls + "\" -c \"" + sql + "\"");
        }
    }
}
