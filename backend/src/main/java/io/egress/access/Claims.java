package io.egress.access;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.egress.problem.Problem;
import io.egress.web.Actor;
import io.egress.web.Role;
import io.egress.web.Way;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Who somebody is here, by the claims of a token of the outside identity provider. */
@Startup
@ApplicationScoped
class Claims {
    private static final int LONGEST = 255;
    private static final List<String> FROM_LARGEST = List.of(Role.ADMIN, Role.EDITOR, Role.VIEWER);

    private final TeamStore teams;
    private final ObjectMapper json;
    private final String usernameClaim;
    private final String teamClaim;
    private final String roleClaim;
    private final Map<String, String> roles;

    Claims(
            TeamStore teams,
            ObjectMapper json,
            @ConfigProperty(name = "egress.oidc.username-claim", defaultValue = "preferred_username")
                    String usernameClaim,
            @ConfigProperty(name = "egress.oidc.team-claim", defaultValue = "team") String teamClaim,
            @ConfigProperty(name = "egress.oidc.role-claim", defaultValue = "roles") String roleClaim,
            @ConfigProperty(name = "egress.oidc.roles", defaultValue = "viewer=viewer,editor=editor,admin=admin")
                    List<String> roles) {
        this.teams = teams;
        this.json = json;
        this.usernameClaim = usernameClaim;
        this.teamClaim = teamClaim;
        this.roleClaim = roleClaim;
        this.roles = roles.stream().map(Claims::pair).collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
    }

    /** {@code <name of the provider>=<role of ours>}. */
    private static String[] pair(String text) {
        int at = text.lastIndexOf('=');
        var pair = new String[] {
            text.substring(0, Math.max(at, 0)).strip(), text.substring(at + 1).strip()
        };
        if (pair[0].isEmpty() || !FROM_LARGEST.contains(pair[1])) {
            throw new IllegalStateException(
                    "EGRESS_OIDC_ROLES is a list of <name>=viewer, =editor or =admin; not " + text);
        }
        return pair;
    }

    /**
     * @param token whose signature, issuer, audience and time were found good
     * @throws Problem.Forbidden if the claims name no one team or no role of ours
     */
    @Transactional
    Actor actor(String token) {
        var claims = payload(token);
        var username = texts(claims, usernameClaim)
                .findFirst()
                .or(() -> texts(claims, "sub").findFirst())
                .orElseThrow(() -> new Problem.Forbidden("The token has no claim " + usernameClaim + "."));
        var known = texts(claims, teamClaim)
                .distinct()
                .filter(name -> teams.findByIdOptional(name).isPresent())
                .toList();
        if (known.size() != 1) {
            throw new Problem.Forbidden("The claim " + teamClaim + " of the token names "
                    + (known.isEmpty() ? "no team that there is here" : "several teams of here, and has to name one")
                    + ". Ask whoever runs the identity provider.");
        }
        var held = texts(claims, roleClaim)
                .map(roles::get)
                .filter(Objects::nonNull)
                .toList();
        var role = FROM_LARGEST.stream()
                .filter(held::contains)
                .findFirst()
                .orElseThrow(() -> new Problem.Forbidden("The claim " + roleClaim
                        + " of the token names no role that counts here. Ask whoever runs the identity "
                        + "provider."));
        return new Actor(known.get(0), username, role, Way.OIDC, null);
    }

    private JsonNode payload(String token) {
        try {
            return json.readTree(Base64.getUrlDecoder().decode(token.split("\\.")[1]));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Something that can be kept, and be read in a list. */
    private static boolean isName(String text) {
        return !text.isBlank() && text.length() <= LONGEST && text.chars().noneMatch(Character::isISOControl);
    }

    /** @param path of a claim, {@code realm_access/roles}; a claim of this very name comes first */
    private static Stream<String> texts(JsonNode claims, String path) {
        var found = claims.has(path)
                ? claims.get(path)
                : Arrays.stream(path.split("/")).reduce(claims, (node, name) -> node.path(name), (one, other) -> other);
        return (found.isArray() ? found.valueStream() : Stream.of(found))
                .filter(JsonNode::isTextual)
                .map(JsonNode::textValue)
                .filter(Claims::isName);
    }
}
