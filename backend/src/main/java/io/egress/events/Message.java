package io.egress.events;

/**
 * What goes over a stream at once.
 *
 * @param id null: the one before stays good
 * @param name null: only a sign of life
 * @param data JSON
 * @param retry milliseconds after which a broken stream is to be opened again; null: as said before
 */
record Message(String id, String name, String data, Long retry) {
    static final Message SIGN_OF_LIFE = new Message(null, null, null, null);
}
