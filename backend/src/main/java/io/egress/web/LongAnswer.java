package io.egress.web;

/** An answer that goes on for hours, during which whoever asked may lose the right to it. */
public interface LongAnswer {
    /** Who asked. */
    Actor actor();

    /** Breaks the connection: whoever does not read does not see a proper end either. */
    void hangUp();

    /**
     * Looks again whether what the request brought lets its maker in as before.
     *
     * @param otherwise run if it does not; not if that can't be told at the moment
     */
    void recheck(Runnable otherwise);
}
