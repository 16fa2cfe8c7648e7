package io.egress.trunk;

import io.egress.web.LinkSummary;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Which trunks use which variables. */
@ApplicationScoped
class VariableUseStore {
    private static final String BY_CERTIFICATE =
            "from TrunkEntity t where t.team = :team and t.tlsCertVariable in :names";
    private static final String BY_AUTHORITIES =
            "from TrunkEntity t where t.team = :team and t.tlsCaVariable in :names";
    /** A trunk that uses a variable twice is one that uses it. */
    private static final String BY_AUTHORITIES_ALONE =
            BY_AUTHORITIES + " and (t.tlsCertVariable is null or t.tlsCertVariable <> t.tlsCaVariable)";

    private final EntityManager entities;

    VariableUseStore(EntityManager entities) {
        this.entities = entities;
    }

    /** Sorted. */
    List<String> byCertificate(String team, String name) {
        return ids(BY_CERTIFICATE, team, name);
    }

    /** Sorted. */
    List<String> byAuthorities(String team, String name) {
        return ids(BY_AUTHORITIES, team, name);
    }

    /** Sorted. */
    List<String> trunksUsing(String team, String name) {
        var users = new TreeSet<>(byCertificate(team, name));
        users.addAll(byAuthorities(team, name));
        return List.copyOf(users);
    }

    Map<String, LinkSummary> trunksUsingEach(String team, Collection<String> names) {
        var counts = new HashMap<String, Long>();
        pairs("select t.tlsCertVariable, count(*) " + BY_CERTIFICATE + " group by t.tlsCertVariable", team, names)
                .forEach(row -> counts.merge((String) row[0], (Long) row[1], Long::sum));
        pairs("select t.tlsCaVariable, count(*) " + BY_AUTHORITIES_ALONE + " group by t.tlsCaVariable", team, names)
                .forEach(row -> counts.merge((String) row[0], (Long) row[1], Long::sum));
        return LinkSummary.of(counts, few -> users(team, few));
    }

    /** The variables that enabled trunks use, by team. */
    Map<String, Set<String>> ofEnabledTrunks() {
        var names = new HashMap<String, Set<String>>();
        for (var field : List.of("tlsCertVariable", "tlsCaVariable")) {
            entities.createQuery(
                            "select distinct t.team, t.%1$s from TrunkEntity t where t.enabled and t.%1$s is not null"
                                    .formatted(field),
                            Object[].class)
                    .getResultStream()
                    .forEach(row -> names.computeIfAbsent((String) row[0], team -> new HashSet<>())
                            .add((String) row[1]));
        }
        return names;
    }

    private Map<String, List<String>> users(String team, Collection<String> names) {
        var users = new HashMap<String, List<String>>();
        var rows = new ArrayList<>(pairs("select t.tlsCertVariable, t.trunkId " + BY_CERTIFICATE, team, names));
        rows.addAll(pairs("select t.tlsCaVariable, t.trunkId " + BY_AUTHORITIES_ALONE, team, names));
        rows.forEach(row -> users.computeIfAbsent((String) row[0], name -> new ArrayList<>())
                .add((String) row[1]));
        users.values().forEach(Collections::sort);
        return users;
    }

    private List<Object[]> pairs(String query, String team, Collection<String> names) {
        return entities.createQuery(query, Object[].class)
                .setParameter("team", team)
                .setParameter("names", names)
                .getResultList();
    }

    private List<String> ids(String from, String team, String name) {
        return entities.createQuery("select t.trunkId " + from + " order by t.trunkId", String.class)
                .setParameter("team", team)
                .setParameter("names", List.of(name))
                .getResultList();
    }
}
