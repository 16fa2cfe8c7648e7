package io.egress.number;

import io.egress.revision.RowKeys;
import io.egress.web.Page;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

@ApplicationScoped
class BaseNumberStore implements PanacheRepositoryBase<BaseNumberEntity, String>, NumberReader {
    Optional<BaseNumberEntity> of(String team, String number) {
        return E164.isOne(number) ? find("team = ?1 and number = ?2", team, number).firstResultOptional() : Optional.empty();
    }

    List<BaseNumberEntity> page(String team, Page.Query query) {
        return find("""
                team = ?1 and number > ?2 and (number like ?3 escape '!' or lower(name) like ?3 escape '!')
                order by number""", team, query.after(), query.pattern()).page(0, query.limit() + 1).list();
    }

    Set<String> unknown(String team, Collection<String> numbers) {
        var missing = new HashSet<>(numbers);
        RowKeys.inPortions(numbers, some -> list("team = ?1 and number in ?2", team, some))
                .forEach(found -> missing.remove(found.number));
        return missing;
    }

    @Override
    public List<PublishedNumber> all() {
        return getEntityManager()
                .createQuery("select new io.egress.number.PublishedNumber(n.number, n.stamps.revision) "
                        + "from BaseNumberEntity n order by n.number", PublishedNumber.class)
                .getResultList();
    }

    @Override
    public List<PublishedNumber> byNumbers(Collection<String> numbers) {
        return RowKeys.inPortions(numbers, some -> list("number in ?1", some)).stream()
                .map(found -> new PublishedNumber(found.number, found.stamps.revision)).toList();
    }
}
