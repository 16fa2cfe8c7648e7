package io.egress.robustness;

import java.util.List;
import java.util.Set;

/** {@code make robustness}: puts every promise to the test and prints what came of it; fails if one does not hold. */
public final class Robustness {
    private static final List<Promise> PROMISES = List.of(
            new AcknowledgedEditsSurvive(),
            new RedisIsTheRendering(),
            new RevisionNeverGoesBack(),
            new OneOfTwoEditorsWins(),
            new FlushedRedisHeals(),
            new CallsGoOnWithoutRedis(),
            new MasterIsFollowed(),
            new RollingRestart(),
            new RollingUpgrade(),
            new CallsGoOnWithoutPostgres(),
            new RestartedProxyRoutesAtOnce(),
            new BadRowsPoisonNothing(),
            new EachAnswerDecides(),
            new EditsBreakNoCall(),
            new StrangersReachNoCarrier(),
            new TortureIsSurvived(),
            new EverybodyDoesWhatIsAllowed(),
            new NothingIsInjected(),
            new CallsGoOnWithoutTheService(),
            new RegistrationFollowsTheSave(),
            new OneNodeRegisters(),
            new RestartsAreSpread(),
            new CallsGoOnWithoutDns(),
            new CapIsExact(),
            new CertificatesTurnOver(),
            new OldTlsIsRefused(),
            new SecretsStaySecret(),
            new KeysTurnOver(),
            new EditsAreAccountedFor(),
            new ApiKeepsItsContract());

    private Robustness() {}

    /** @param arguments which promises, all if none is named */
    public static void main(String[] arguments) {
        OldTls.allow();
        var wanted = Set.of(arguments);
        var scale = Scale.fromEnvironment();
        boolean all = true;
        for (var promise : PROMISES) {
            if (wanted.isEmpty() || wanted.contains(promise.id())) {
                all &= holds(promise, scale);
            }
        }
        System.exit(all ? 0 : 1);
    }

    private static boolean holds(Promise promise, Scale scale) {
        long start = System.nanoTime();
        Finding finding;
        try {
            finding = promise.check(scale);
        } catch (Exception | AssertionError e) {
            e.printStackTrace();
            finding = new Finding.Notes()
                    .hold(false, "the check itself broke: %s", e)
                    .found();
        }
        System.out.printf("%s [%d s]%n", finding.line(promise.id()), (System.nanoTime() - start) / 1_000_000_000);
        return finding.holds();
    }
}
