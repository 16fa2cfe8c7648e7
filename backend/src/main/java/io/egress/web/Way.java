package io.egress.web;

/** How somebody came in. */
public enum Way {
    /** With the token of whoever runs the installation. */
    OPERATOR("operator"),
    /** With a session of the page. */
    WEB("web"),
    /** With an API token. */
    TOKEN("token"),
    /** With a token of an outside identity provider. */
    OIDC("oidc"),
    /** Nobody: the service itself. */
    SYSTEM("system");

    private final String wireName;

    Way(String wireName) {
        this.wireName = wireName;
    }

    public String wireName() {
        return wireName;
    }
}
