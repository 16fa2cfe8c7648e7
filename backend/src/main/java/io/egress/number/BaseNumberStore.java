package io.egress.number;

import io.egress.problem.Problem;
import io.egress.revision.RowKeys;
import io.egress.web.Conditions;
import io.egress.web.Slice;
import io.egress.web.SortKey;
import io.egress.web.Sorting;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

@ApplicationScoped
class BaseNumberStore implements PanacheRepositoryBase<BaseNumberEntity, String>, NumberReader {
    static final Sorting<BaseNumberEntity> SORTING = new Sorting<>(
            "n.number",
            number -> number.number,
            List.of(
                    SortKey.text("number", "n.number", number -> number.number),
                    SortKey.textIfAny("name", "n.nameKey", number -> number.nameKey),
                    SortKey.time("updatedAt", "n.stamps.updatedAt", number -> number.stamps.updatedAt)));

    Optional<BaseNumberEntity> of(String team, String number) {
        return E164.isOne(number)
                ? find("team = ?1 and number = ?2", team, number).firstResultOptional()
                : Optional.empty();
    }

    /** @throws Problem.NotFound if the team has no such number */
    BaseNumberEntity found(String team, String number) {
        return of(team, number).orElseThrow(() -> new Problem.NotFound("There is no base number " + number + "."));
    }

    Slice.Found<BaseNumberEntity> page(Conditions matching, Slice<BaseNumberEntity> slice) {
        var rest = slice.after(matching);
        return slice.found(
                find(
                                "from BaseNumberEntity n where %s order by %s".formatted(rest.text(), slice.order()),
                                rest.values())
                        .page(0, slice.limit() + 1)
                        .list(),
                count("from BaseNumberEntity n where " + matching.text(), matching.values()));
    }

    Set<String> unknown(String team, Collection<String> numbers) {
        var missing = new HashSet<>(numbers);
        RowKeys.inPortions(numbers, some -> getEntityManager()
                        .createQuery(
                                "select n.number from BaseNumberEntity n where n.team = :team and n.number in :some",
                                String.class)
                        .setParameter("team", team)
                        .setParameter("some", some)
                        .getResultList())
                .forEach(missing::remove);
        return missing;
    }

    /** Moves numbers that are not read in this transaction to a revision. */
    void touch(Collection<String> numbers, long revision, Instant at, String by) {
        RowKeys.writeInPortions(numbers, some -> getEntityManager()
                .createNativeQuery("""
                        UPDATE base_number SET revision = :revision, updated_at = :at, updated_by = :by
                        WHERE number = ANY (cast(:numbers AS text[]))""")
                .setParameter("revision", revision)
                .setParameter("at", at)
                .setParameter("by", by)
                .setParameter("numbers", some)
                .executeUpdate());
    }

    @Override
    public List<PublishedNumber> all() {
        return getEntityManager()
                .createQuery(
                        "select new io.egress.number.PublishedNumber(n.number, n.stamps.revision) "
                                + "from BaseNumberEntity n order by n.number",
                        PublishedNumber.class)
                .getResultList();
    }

    @Override
    public List<PublishedNumber> byNumbers(Collection<String> numbers) {
        return RowKeys.inPortions(numbers, some -> list("number in ?1", some)).stream()
                .map(found -> new PublishedNumber(found.number, found.stamps.revision))
                .toList();
    }
}
