package io.egress.problem;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Every code that {@code errors[].code} can have. A code never changes what it means; new ones may come. */
public enum ViolationCode {
    BAD_CURSOR("The cursor is none of this service's, or of a list with other filters or another sort."),
    BAD_FORMAT("The text is not written as this member's texts are."),
    BROKEN_CHAIN("A certificate is not followed by that of its issuer, or by one that is not."),
    CONTRADICTS_TRANSPORT("The SIP URI asks for another transport than the trunk's."),
    DUPLICATE("The list names the same thing twice; the pointer is at the later one."),
    ENCRYPTED_KEY("The private key needs a passphrase; only a plain one can be used."),
    EXPIRED("The time until which this is good has passed."),
    FORBIDDEN_ADDRESS("Calls are not sent to this address, such as loopback or a proxy of this installation."),
    IMMUTABLE("What the object was created with can't be changed."),
    KEY_MISMATCH("The private key is not that of the certificate."),
    NOT_ALLOWED("The member or its value does not go together with another member."),
    NOT_SECRET("The variable is of type text, and a secret is needed."),
    NOT_YET_GOOD("The certificate becomes good later than now."),
    NO_CERTIFICATE("There is no PEM certificate in the text."),
    NO_PRIVATE_KEY("There is no PEM private key in the text."),
    OUT_OF_RANGE("The number or time is smaller or greater than may be."),
    PRIVATE_KEY("There is a private key where only certificates belong."),
    REQUIRED("The member is missing, null or empty."),
    RESERVED("The name means something else already, such as a part of a path."),
    SEVERAL_PRIVATE_KEYS("There is more than one private key in the text."),
    TAKEN("Another object has this name already, perhaps one of another team."),
    TOO_LONG("The text or the list is longer than may be."),
    TOO_SHORT("The text is shorter than may be."),
    UNKNOWN_BASE_NUMBER("The team has no such base number."),
    UNKNOWN_KEY_TYPE("The certificate's key is neither RSA nor EC."),
    UNKNOWN_MEMBER("The object has no such member."),
    UNKNOWN_PARAMETER("The operation has no such parameter."),
    UNKNOWN_TRUNK("The team has no such trunk."),
    UNKNOWN_VALUE("The value is none of those that may be chosen from."),
    UNKNOWN_VARIABLE("The team has no such variable."),
    UNKNOWN_TEAM("There is no such team."),
    UNOPENABLE("What is stored was altered, or the key that it is encrypted with is not there."),
    UNREADABLE("The PEM text is damaged."),
    WRONG_PASSWORD("It is not the present password."),
    WRONG_TYPE("The JSON value is of another type; nothing is converted.");

    private final String meaning;

    ViolationCode(String meaning) {
        this.meaning = meaning;
    }

    /** As it stands in an answer. */
    @JsonValue
    public String slug() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What a program may rely on when it meets the code. */
    public String meaning() {
        return meaning;
    }
}
