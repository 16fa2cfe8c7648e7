package io.egress.launch;

/** Why the product can't start or go on; the message is a sentence for the person at the terminal. */
public final class LaunchException extends RuntimeException {
    public LaunchException(String message) {
        super(message);
    }

    public LaunchException(String message, Throwable cause) {
        super(message, cause);
    }
}
