package io.egress.bench;

/** P2: the product's own script with a look-up of each call in Redis, or by SQL, before it. */
final class LookUp {
    private LookUp() {}

    static void measure(Place place) {
        try (var carrier = new Carrier(place, "carrier.xml")) {
            var rows = Rows.of(10, 100, carrier);
            var calls = new Calls(place, "look-up", Rows.baseNumbers(100));
            try (var database = new Database(place, rows);
                    var proxy = new Proxy(place, "p2", place.checkout(), rows);
                    var redis = new Proxy(place, "p2-redis", withRedis(place).checkout(), rows);
                    var sql =
                            new Proxy(place, "p2-sql", withSql(place, database).checkout(), rows)) {
                calls.warm(proxy, redis, sql);
                var byRedis = Pairs.of(() -> calls.through(redis), () -> calls.through(proxy));
                Report.atLeast("P2", "CPU per call, with a look-up in Redis ÷ ours", byRedis.cpu(), 1.15);
                Report.beside("  calls per second", byRedis.rate());
                var bySql = Pairs.of(() -> calls.through(sql), () -> calls.through(proxy));
                Report.atLeast("P2", "CPU per call, with a look-up by SQL ÷ ours", bySql.cpu(), 1.5);
                Report.beside("  calls per second", bySql.rate());
            }
        }
    }

    private static Variant withRedis(Place place) {
        return new Variant(place, "p2-redis").with("egress.lua", place.read("look-up-redis.lua"));
    }

    private static Variant withSql(Place place, Database database) {
        var libraries = place.libraries(".parts/bench/debian");
        return new Variant(place, "p2-sql")
                .with("egress.lua", place.read("look-up-sql.lua"))
                .with("modules.cfg", """
                        loadmodule "%s/kamailio/modules/db_postgres.so"
                        loadmodule "sqlops.so"
                        modparam("sqlops", "sqlcon", "bench=>%s")
                        """.formatted(libraries, database.url()))
                .withLibraries(libraries);
    }
}
